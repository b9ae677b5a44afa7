package org.minori.scenarios.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.simulation.Behaviour;
import org.minori.scenarios.simulation.Conduct;
import org.minori.scenarios.simulation.Conduct.OfLink;
import org.minori.scenarios.simulation.Conduct.OfSegment;
import org.minori.scenarios.simulation.SalesBehaviour;
import org.minori.scenarios.simulation.Simulations;
import org.minori.web.InvalidInput;

/** What a marketer fills in to try a draft, shares in percent; what is left empty is as usual. */
record SimulationForm(
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

    private static final double PERCENT = 100;

    Simulations.Question question() {
        var inSegment = filled(segment);
        return new Simulations.Question(
                inSegment == null ? Integer.valueOf((int) number("contacts", contacts, 0)) : null,
                inSegment,
                (int) number("days", days, 0),
                (long) number("seed", seed, 1),
                new Conduct(usual(), bySegment(), byLink(), sales()),
                (int) number("mails", mails, Simulations.USUAL_MAILS_A_WEEK));
    }

    private Behaviour usual() {
        var usual = Behaviour.USUAL;
        return new Behaviour(
                share("open", open, usual.open()),
                share("click", click, usual.click()),
                share("reply", reply, usual.reply()),
                share("form", form, usual.form()),
                number("hours", hours, usual.hours()));
    }

    private SalesBehaviour sales() {
        var usual = SalesBehaviour.USUAL;
        return new SalesBehaviour(
                share("accepted", accepted, usual.accepted()),
                share("returned", returned, usual.returned()),
                share("won", won, usual.won()),
                share("lost", lost, usual.lost()),
                number("salesHours", salesHours, usual.hours()),
                number("dealDays", dealDays, usual.dealDays()));
    }

    private List<OfSegment> bySegment() {
        var usual = usual();
        var all = new ArrayList<OfSegment>();
        for (int i = 0; otherSegment != null && i < otherSegment.size(); i++) {
            var name = filled(otherSegment.get(i));
            if (name != null) {
                var behaviour = new Behaviour(
                        share("otherOpen", at(otherOpen, i), usual.open()),
                        share("otherClick", at(otherClick, i), usual.click()),
                        usual.reply(),
                        usual.form(),
                        usual.hours());
                all.add(new OfSegment(name, behaviour));
            }
        }
        return all;
    }

    private List<OfLink> byLink() {
        var all = new ArrayList<OfLink>();
        for (int i = 0; linkEmail != null && i < linkEmail.size(); i++) {
            var email = filled(linkEmail.get(i));
            var link = filled(at(linkUrl, i));
            if (email != null && link != null) {
                all.add(new OfLink(email, link, share("linkClick", at(linkClick, i), 0)));
            }
        }
        return all;
    }

    private static @Nullable String at(@Nullable List<String> values, int place) {
        return values == null || place >= values.size() ? null : values.get(place);
    }

    private static double share(String field, @Nullable String text, double otherwise) {
        return number(field, text, otherwise * PERCENT) / PERCENT;
    }

    private static double number(String field, @Nullable String text, double otherwise) {
        var number = filled(text);
        if (number == null) {
            return otherwise;
        }
        if (!number.matches("\\d{1,8}(\\.\\d{1,4})?")) {
            throw new InvalidInput(field, "simulation.number.invalid");
        }
        return Double.parseDouble(number);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
