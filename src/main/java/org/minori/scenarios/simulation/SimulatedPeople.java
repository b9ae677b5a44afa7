package org.minori.scenarios.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;

/** Makes up what people do with the mails that they get. */
class SimulatedPeople {

    private static final String REPLIED = "emailReplied";

    private final SimulationInput input;
    private final List<String> forms;
    private final Map<ContactId, Integer> places;
    private final Map<ContactId, Behaviour> others;
    private final PriorityQueue<Deed> deeds =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::number));
    private final Map<ContactId, Integer> mails = new HashMap<>();
    private long number;

    /**
     * People who do something.
     *
     * @param forms those that the scenario waits for
     * @param others what those do who don't do the usual
     */
    SimulatedPeople(
            SimulationInput input,
            List<String> forms,
            Map<ContactId, Integer> places,
            Map<ContactId, Behaviour> others) {
        this.input = input;
        this.forms = forms;
        this.places = places;
        this.others = others;
    }

    private record Deed(Instant at, long number, Touchpoint what) {}

    /** A mail arrives. */
    void get(ContactId contact, String email, Instant now) {
        int ordinal = mails.merge(contact, 1, Integer::sum);
        var luck = new Luck(input.seed(), places.getOrDefault(contact, 0), ordinal);
        var behaviour = others.getOrDefault(contact, input.conduct().usual());
        double opening = luck.share();
        var opened = now.plus(luck.after(behaviour.hours()));
        var later = opened.plus(Duration.ofSeconds(20 + luck.below(600)));
        boolean clicks = opening < behaviour.click();
        boolean replies = luck.share() < behaviour.reply();
        var submitted = new ArrayList<String>();
        for (var form : forms) {
            if (luck.share() < behaviour.form()) {
                submitted.add(form);
            }
        }
        var links = new ArrayList<String>();
        for (var link : input.conduct().byLink()) {
            if (link.email().equals(email) && luck.share() < link.click()) {
                links.add(link.link());
            }
        }
        if (clicks || !links.isEmpty() || opening < behaviour.open()) {
            add(opened, contact, TouchpointType.EMAIL_OPENED, email, Map.of());
        }
        if (clicks) {
            add(later, contact, TouchpointType.EMAIL_CLICKED, email, Map.of());
        }
        links.forEach(link -> add(later, contact, TouchpointType.EMAIL_CLICKED, email, Map.of(Touchpoint.URL, link)));
        if (replies) {
            add(later, contact, REPLIED, email, Map.of());
        }
        submitted.forEach(form -> add(later.plusSeconds(120), contact, TouchpointType.FORM_SUBMITTED, form, Map.of()));
    }

    private void add(Instant at, ContactId contact, String type, String subject, Map<String, String> properties) {
        deeds.add(new Deed(at, number++, new Touchpoint(null, contact, type, subject, at, properties, false)));
    }

    @Nullable
    Instant next() {
        var deed = deeds.peek();
        return deed == null ? null : deed.at();
    }

    /** What people do up to now. */
    List<Touchpoint> due(Instant now) {
        var due = new ArrayList<Touchpoint>();
        for (var deed = deeds.peek(); deed != null && !deed.at().isAfter(now); deed = deeds.peek()) {
            deeds.remove();
            due.add(deed.what());
        }
        return due;
    }
}
