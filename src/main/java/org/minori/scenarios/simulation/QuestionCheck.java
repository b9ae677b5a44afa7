package org.minori.scenarios.simulation;

import java.util.ArrayList;
import java.util.List;
import org.minori.content.ContentLibrary;
import org.minori.scenarios.simulation.Conduct.OfLink;
import org.minori.scenarios.simulation.Conduct.OfSegment;
import org.minori.scenarios.simulation.Simulations.Question;
import org.minori.segments.Segments;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.stereotype.Component;

/** Finds everything in a question that can't be simulated, each at its field as the API calls it. */
@Component
class QuestionCheck {

    private static final int MOST_MAILS = 100;

    private final Segments segments;
    private final ContentLibrary content;

    QuestionCheck(Segments segments, ContentLibrary content) {
        this.segments = segments;
        this.content = content;
    }

    List<FieldError> faults(Question question) {
        var faults = new ArrayList<FieldError>();
        who(faults, question);
        if (question.days() < 1 || question.days() > Simulations.MOST_DAYS) {
            faults.add(new FieldError("days", "simulation.days", Simulations.MOST_DAYS));
        }
        if (question.mailsAWeek() < 1 || question.mailsAWeek() > MOST_MAILS) {
            faults.add(new FieldError("mailsPerWeek", "simulation.mailsAWeek.range", MOST_MAILS));
        }
        var conduct = question.conduct();
        var usual = conduct.usual();
        share(faults, "behaviour.open", usual.open());
        share(faults, "behaviour.click", usual.click());
        share(faults, "behaviour.reply", usual.reply());
        share(faults, "behaviour.form", usual.form());
        hours(faults, "behaviour.hours", usual.hours());
        sales(faults, conduct.sales());
        segments(faults, conduct);
        links(faults, conduct.byLink());
        return faults;
    }

    private void who(List<FieldError> faults, Question question) {
        var contacts = question.contacts();
        var segment = question.segment();
        if ((contacts == null) == (segment == null)) {
            faults.add(new FieldError("contacts", "simulation.who"));
        } else if (contacts != null && (contacts < 1 || contacts > Simulations.MOST_CONTACTS)) {
            faults.add(new FieldError("contacts", "simulation.contacts", Simulations.MOST_CONTACTS));
        } else if (segment != null && !segments.exists(segment)) {
            faults.add(new FieldError("segment", "simulation.unknownSegment", segment));
        } else if (segment != null && segments.members(segment, null, 1).isEmpty()) {
            faults.add(new FieldError("segment", "simulation.nobody"));
        }
    }

    private static void sales(List<FieldError> faults, SalesBehaviour sales) {
        two(faults, "accepted", sales.accepted(), "returned", sales.returned(), "simulation.decided.sum");
        two(faults, "won", sales.won(), "lost", sales.lost(), "simulation.dealt.sum");
        hours(faults, "behaviour.salesHours", sales.hours());
        if (!(sales.dealDays() >= 0 && sales.dealDays() <= Simulations.MOST_DAYS)) {
            faults.add(new FieldError("behaviour.dealDays", "simulation.dealDays.range", Simulations.MOST_DAYS));
        }
    }

    /** Two shares of the same whole. */
    private static void two(
            List<FieldError> faults, String one, double ofOne, String other, double ofOther, String together) {
        int before = faults.size();
        share(faults, "behaviour." + one, ofOne);
        share(faults, "behaviour." + other, ofOther);
        if (faults.size() == before && ofOne + ofOther > 1) {
            faults.add(new FieldError("behaviour." + other, together));
        }
    }

    private void segments(List<FieldError> faults, Conduct conduct) {
        few(faults, "behaviours", conduct.bySegment());
        var usual = conduct.usual();
        for (int i = 0; i < conduct.bySegment().size(); i++) {
            OfSegment one = conduct.bySegment().get(i);
            var place = "behaviours[" + i + "].";
            if (!segments.exists(one.segment())) {
                faults.add(new FieldError(place + "segment", "simulation.unknownSegment", one.segment()));
            }
            // What is taken over from the usual is told there.
            var own = one.behaviour();
            if (own.open() != usual.open()) {
                share(faults, place + "open", own.open());
            }
            if (own.click() != usual.click()) {
                share(faults, place + "click", own.click());
            }
            if (own.reply() != usual.reply()) {
                share(faults, place + "reply", own.reply());
            }
            if (own.form() != usual.form()) {
                share(faults, place + "form", own.form());
            }
            if (own.hours() != usual.hours()) {
                hours(faults, place + "hours", own.hours());
            }
        }
    }

    private void links(List<FieldError> faults, List<OfLink> links) {
        few(faults, "links", links);
        for (int i = 0; i < links.size(); i++) {
            var one = links.get(i);
            var place = "links[" + i + "].";
            if (content.email(one.email()).isEmpty()) {
                faults.add(new FieldError(place + "email", "simulation.unknownEmail", one.email()));
            } else if (!content.hasLink(one.email(), one.link())) {
                faults.add(new FieldError(place + "link", "simulation.unknownLink", one.link()));
            }
            share(faults, place + "click", one.click());
        }
    }

    private static void few(List<FieldError> faults, String field, List<?> all) {
        if (all.size() > Conduct.MOST) {
            faults.add(new FieldError(field, "simulation.tooMany", Conduct.MOST));
        }
    }

    private static void share(List<FieldError> faults, String field, double share) {
        if (!(share >= 0 && share <= 1)) {
            faults.add(new FieldError(field, "simulation.share"));
        }
    }

    private static void hours(List<FieldError> faults, String field, double hours) {
        if (!(hours >= 0 && hours <= Behaviour.LONGEST_HOURS)) {
            faults.add(new FieldError(field, "simulation.hours.range", Behaviour.LONGEST_HOURS));
        }
    }
}
