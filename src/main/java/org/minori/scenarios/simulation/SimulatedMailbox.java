package org.minori.scenarios.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.delivery.SimulatedSending;
import org.minori.delivery.SimulatedSending.Turn;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;

/** Counts the mails of a simulation that go out, and makes up what people do with them. */
class SimulatedMailbox {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final double LONGEST_DELAY_HOURS = 48;
    private static final String CAP = "cap";
    private static final String REPLIED = "emailReplied";

    private final SimulatedSending sending;
    private final Clock clock;
    private final SimulationInput input;
    private final List<String> forms;
    private final Map<ContactId, Integer> places;
    private final PriorityQueue<Deed> deeds =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::number));
    private final Map<ContactId, Deque<Instant>> lastWeek = new HashMap<>();
    private final Map<ContactId, Integer> ordinals = new HashMap<>();
    private final Set<ContactId> overCap = new HashSet<>();
    private final int[] perDay;
    private final int[] perHour = new int[24];
    private final Map<String, Integer> putOff = new TreeMap<>();
    private final Map<String, Integer> notSent = new TreeMap<>();
    private long mails;
    private long number;
    private int mostAWeek;

    SimulatedMailbox(
            SimulatedSending sending, Clock clock, SimulationInput input, List<String> forms, List<ContactId> people) {
        this.sending = sending;
        this.clock = clock;
        this.input = input;
        this.forms = forms;
        this.places = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            places.put(people.get(i), i);
        }
        this.perDay = new int[input.days()];
    }

    private record Deed(Instant at, long number, ContactId contact, String type, String subject) {}

    /** Lets go out what may go out now, as the living sender would. */
    int empty() {
        var turns = sending.due();
        for (var mail : turns) {
            if (mail.isSent()) {
                arrive(mail);
            } else if (mail.never() != null) {
                notSent.merge(mail.never(), 1, Integer::sum);
            } else if (mail.notNow() != null) {
                putOff.merge(mail.notNow(), 1, Integer::sum);
                if (mail.notNow().equals(CAP)) {
                    overCap.add(mail.contact());
                }
            }
        }
        return turns.size();
    }

    private void arrive(Turn mail) {
        var now = clock.instant();
        mails++;
        int day = (int) Duration.between(input.start(), now).toDays();
        perDay[Math.min(day, perDay.length - 1)]++;
        perHour[now.atZone(SimulationProcess.ZONE).getHour()]++;
        var week = lastWeek.computeIfAbsent(mail.contact(), contact -> new ArrayDeque<>());
        while (!week.isEmpty() && !week.getFirst().plus(WEEK).isAfter(now)) {
            week.removeFirst();
        }
        week.add(now);
        mostAWeek = Math.max(mostAWeek, week.size());
        if (week.size() > input.mailsAWeek()) {
            overCap.add(mail.contact());
        }
        int ordinal = ordinals.merge(mail.contact(), 1, Integer::sum);
        react(mail, ordinal, now);
    }

    /** Drawn from the seed, the contact's place and the number of its mail alone, so that nobody's luck depends on others. */
    private void react(Turn mail, int ordinal, Instant now) {
        int place = places.getOrDefault(mail.contact(), 0);
        var luck = new SplittableRandom(input.seed() * 1_000_003L + place * 8_191L + ordinal);
        var behaviour = input.behaviour();
        double opening = luck.nextDouble();
        var opened = now.plus(delay(luck));
        var later = opened.plus(Duration.ofSeconds(20 + luck.nextInt(600)));
        boolean clicks = opening < behaviour.click();
        if (clicks || opening < behaviour.open()) {
            add(opened, mail, TouchpointType.EMAIL_OPENED, mail.email());
        }
        if (clicks) {
            add(later, mail, TouchpointType.EMAIL_CLICKED, mail.email());
        }
        if (luck.nextDouble() < behaviour.reply()) {
            add(later, mail, REPLIED, mail.email());
        }
        for (var form : forms) {
            if (luck.nextDouble() < behaviour.form()) {
                add(later.plusSeconds(120), mail, TouchpointType.FORM_SUBMITTED, form);
            }
        }
    }

    /** Most react within hours, few after days. */
    private static Duration delay(SplittableRandom luck) {
        double share = luck.nextDouble();
        return Duration.ofSeconds(60 + Math.round(share * share * share * LONGEST_DELAY_HOURS * 3_600));
    }

    private void add(Instant at, Turn mail, String type, String subject) {
        deeds.add(new Deed(at, number++, mail.contact(), type, subject));
    }

    @Nullable
    Instant next() {
        var deed = deeds.peek();
        var mail = sending.next();
        return deed == null || mail != null && mail.isBefore(deed.at()) ? mail : deed.at();
    }

    /** What people do up to now. */
    List<Touchpoint> due() {
        var due = new ArrayList<Touchpoint>();
        for (var deed = deeds.peek(); deed != null && !deed.at().isAfter(clock.instant()); deed = deeds.peek()) {
            deeds.remove();
            due.add(new Touchpoint(null, deed.contact(), deed.type(), deed.subject(), deed.at(), Map.of(), false));
        }
        return due;
    }

    long mails() {
        return mails;
    }

    /** How often a mail had to wait, by the reason. */
    Map<String, Integer> putOff() {
        return putOff;
    }

    /** How many mails did not go out, by the reason. */
    Map<String, Integer> notSent() {
        return notSent;
    }

    int[] perDay() {
        return perDay;
    }

    int[] perHour() {
        return perHour;
    }

    int mostAWeek() {
        return mostAWeek;
    }

    int overCap() {
        return overCap.size();
    }
}
