package org.minori.scenarios.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.delivery.MailTurn;
import org.minori.delivery.SimulatedSending;

/** Counts the mails of a simulation that go out and those that do not. */
class SimulatedMailbox {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final String CAP = "cap";

    private final SimulatedSending sending;
    private final Clock clock;
    private final ZoneId companyZone;
    private final SimulationInput input;
    private final SimulatedPeople people;
    private final Map<ContactId, Deque<Instant>> lastWeek = new HashMap<>();
    private final Set<ContactId> overCap = new HashSet<>();
    private final int[] perDay;
    private final int[] perHour = new int[24];
    private final Map<String, Integer> putOff = new TreeMap<>();
    private final Map<String, Integer> notSent = new TreeMap<>();
    private long mails;
    private int mostAWeek;

    SimulatedMailbox(
            SimulatedSending sending, Clock clock, ZoneId companyZone, SimulationInput input, SimulatedPeople people) {
        this.sending = sending;
        this.clock = clock;
        this.companyZone = companyZone;
        this.input = input;
        this.people = people;
        this.perDay = new int[input.days()];
    }

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

    private void arrive(MailTurn mail) {
        var now = clock.instant();
        mails++;
        int day = (int) Duration.between(input.start(), now).toDays();
        perDay[Math.min(day, perDay.length - 1)]++;
        perHour[now.atZone(companyZone).getHour()]++;
        var week = lastWeek.computeIfAbsent(mail.contact(), contact -> new ArrayDeque<>());
        while (!week.isEmpty() && !week.getFirst().plus(WEEK).isAfter(now)) {
            week.removeFirst();
        }
        week.add(now);
        mostAWeek = Math.max(mostAWeek, week.size());
        if (week.size() > input.mailsAWeek()) {
            overCap.add(mail.contact());
        }
        people.get(mail.contact(), mail.email(), now);
    }

    /** When the next mail has its turn; null when none waits. */
    @Nullable
    Instant next() {
        return sending.next();
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
