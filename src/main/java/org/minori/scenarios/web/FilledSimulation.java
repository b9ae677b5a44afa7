package org.minori.scenarios.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.simulation.Behaviour;
import org.minori.scenarios.simulation.Conduct;
import org.minori.scenarios.simulation.Conduct.OfLink;
import org.minori.scenarios.simulation.Conduct.OfSegment;
import org.minori.scenarios.simulation.SalesBehaviour;
import org.minori.scenarios.simulation.Simulations;
import org.minori.scenarios.simulation.Simulations.Question;
import org.minori.web.InvalidInput.FieldError;

/** Reads a form into the question it asks, and keeps every fault at the field of the form where it is to be mended. */
final class FilledSimulation {

    private static final double PERCENT = 100;
    private static final Set<String> OF_SHARES =
            Set.of("simulation.share", "simulation.decided.sum", "simulation.dealt.sum");
    private static final Pattern ROW = Pattern.compile("(behaviours|links)\\[(\\d+)]\\.(\\w+)");

    private final SimulationForm form;
    private final List<Integer> segmentRows = new ArrayList<>();
    private final List<Integer> linkRows = new ArrayList<>();
    private final Map<String, FieldError> faults = new LinkedHashMap<>();

    FilledSimulation(SimulationForm form) {
        this.form = form;
    }

    /** The first fault of each field; those of the rows below have the row behind their name. */
    Map<String, FieldError> faults() {
        return faults;
    }

    /** Notes what is wrong with the question, named as the API names it. */
    void note(List<FieldError> found) {
        found.forEach(fault -> faults.putIfAbsent(field(fault.field()), inPercent(fault)));
    }

    /** The form asks for percent where the API has shares of one. */
    private static FieldError inPercent(FieldError fault) {
        return OF_SHARES.contains(fault.messageKey())
                ? new FieldError(
                        fault.field(),
                        fault.messageKey() + ".percent",
                        fault.arguments().toArray())
                : fault;
    }

    private String field(String named) {
        var row = ROW.matcher(named);
        if (row.matches()) {
            int place = Integer.parseInt(row.group(2));
            boolean link = row.group(1).equals("links");
            var word = row.group(3).equals("link") ? "url" : row.group(3);
            return (link ? "link" : "other") + Character.toUpperCase(word.charAt(0)) + word.substring(1) + "-"
                    + (link ? linkRows : segmentRows).get(place);
        }
        return named.equals("mailsPerWeek") ? "mails" : named.replace("behaviour.", "");
    }

    Question question() {
        var segment = filled(form.segment());
        var usual = usual();
        return new Question(
                segment == null ? Integer.valueOf((int) asked("contacts", form.contacts())) : null,
                segment,
                (int) asked("days", form.days()),
                whole("seed", form.seed(), 1),
                new Conduct(usual, bySegment(usual), byLink(), sales()),
                (int) whole("mails", form.mails(), Simulations.USUAL_MAILS_A_WEEK));
    }

    private Behaviour usual() {
        var usual = Behaviour.USUAL;
        return new Behaviour(
                share("open", form.open(), usual.open()),
                share("click", form.click(), usual.click()),
                share("reply", form.reply(), usual.reply()),
                share("form", form.form(), usual.form()),
                number("hours", form.hours(), usual.hours()));
    }

    private SalesBehaviour sales() {
        var usual = SalesBehaviour.USUAL;
        return new SalesBehaviour(
                share("accepted", form.accepted(), usual.accepted()),
                share("returned", form.returned(), usual.returned()),
                share("won", form.won(), usual.won()),
                share("lost", form.lost(), usual.lost()),
                number("salesHours", form.salesHours(), usual.hours()),
                number("dealDays", form.dealDays(), usual.dealDays()));
    }

    private List<OfSegment> bySegment(Behaviour usual) {
        var all = new ArrayList<OfSegment>();
        for (int row = 0; row < size(form.otherSegment()); row++) {
            var name = at(form.otherSegment(), row);
            if (name != null) {
                segmentRows.add(row);
                var behaviour = new Behaviour(
                        share("otherOpen-" + row, at(form.otherOpen(), row), usual.open()),
                        share("otherClick-" + row, at(form.otherClick(), row), usual.click()),
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
        for (int row = 0; row < size(form.linkEmail()); row++) {
            var email = at(form.linkEmail(), row);
            var link = at(form.linkUrl(), row);
            if (email != null && link != null) {
                linkRows.add(row);
                all.add(new OfLink(email, link, share("linkClick-" + row, at(form.linkClick(), row), 0)));
            } else if (email != null || link != null) {
                var missing = (email == null ? "linkEmail-" : "linkUrl-") + row;
                faults.putIfAbsent(missing, new FieldError(missing, "simulation.link.half"));
            }
        }
        return all;
    }

    private static int size(@Nullable List<String> values) {
        return values == null ? 0 : values.size();
    }

    private static @Nullable String at(@Nullable List<String> values, int place) {
        return values == null || place >= values.size() ? null : filled(values.get(place));
    }

    private double share(String field, @Nullable String text, double otherwise) {
        return number(field, text, otherwise * PERCENT) / PERCENT;
    }

    private double number(String field, @Nullable String text, double otherwise) {
        var number = filled(text);
        if (number == null) {
            return otherwise;
        }
        if (number.matches("-?\\d{1,8}(\\.\\d{1,4})?")) {
            return Double.parseDouble(number);
        }
        faults.putIfAbsent(field, new FieldError(field, "simulation.number.invalid"));
        return otherwise;
    }

    /** A number without which nothing can be tried. */
    private long asked(String field, @Nullable String text) {
        if (filled(text) == null) {
            faults.putIfAbsent(field, new FieldError(field, "simulation.number.missing"));
        }
        return whole(field, text, 1);
    }

    private long whole(String field, @Nullable String text, long otherwise) {
        var number = filled(text);
        if (number == null) {
            return otherwise;
        }
        if (number.matches("\\d{1,8}")) {
            return Long.parseLong(number);
        }
        faults.putIfAbsent(field, new FieldError(field, "simulation.number.whole"));
        return otherwise;
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
