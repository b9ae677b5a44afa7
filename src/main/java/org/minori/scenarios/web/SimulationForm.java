package org.minori.scenarios.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.simulation.Behaviour;
import org.minori.scenarios.simulation.SalesBehaviour;
import org.minori.scenarios.simulation.Simulations;

/** What a marketer fills in to try a draft, as it was typed, shares in percent; what is left empty is as usual. Public, since templates can't read others. */
public record SimulationForm(
        @Nullable String segment,
        @Nullable String contacts,
        @Nullable String days,
        @Nullable String seed,
        @Nullable String mails,
        @Nullable String open,
        @Nullable String click,
        @Nullable String reply,
        @Nullable String form,
        @Nullable String hours,
        @Nullable String accepted,
        @Nullable String returned,
        @Nullable String won,
        @Nullable String lost,
        @Nullable String salesHours,
        @Nullable String dealDays,
        @Nullable List<String> otherSegment,
        @Nullable List<String> otherOpen,
        @Nullable List<String> otherClick,
        @Nullable List<String> linkEmail,
        @Nullable List<String> linkUrl,
        @Nullable List<String> linkClick) {

    /** What is usual, to begin with. */
    static SimulationForm usual() {
        var reader = Behaviour.USUAL;
        var sales = SalesBehaviour.USUAL;
        return new SimulationForm(
                "",
                "1000",
                "90",
                "1",
                Integer.toString(Simulations.USUAL_MAILS_A_WEEK),
                percent(reader.open()),
                percent(reader.click()),
                percent(reader.reply()),
                percent(reader.form()),
                plain(reader.hours()),
                percent(sales.accepted()),
                percent(sales.returned()),
                percent(sales.won()),
                percent(sales.lost()),
                plain(sales.hours()),
                plain(sales.dealDays()),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What stands in a row of the fields that come several times; public, since the page asks. */
    public String at(@Nullable List<String> values, int row) {
        return values == null || row >= values.size() ? "" : values.get(row);
    }

    private static String percent(double share) {
        return plain(share * 100);
    }

    private static String plain(double number) {
        return Long.toString(Math.round(number));
    }
}
