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
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the mails of a simulation out of the queue that no sender empties, and makes up what people do with them. */
class SimulatedMailbox {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final double LONGEST_DELAY_HOURS = 48;
    private static final String REPLIED = "emailReplied";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SimulationInput input;
    private final List<String> forms;
    private final Map<Long, Integer> places;
    private final PriorityQueue<Deed> deeds =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::number));
    private final Map<Long, Deque<Instant>> lastWeek = new HashMap<>();
    private final Map<Long, Integer> ordinals = new HashMap<>();
    private final Set<Long> overCap = new HashSet<>();
    private final int[] perDay;
    private final int[] perHour = new int[24];
    private long last;
    private long mails;
    private long number;
    private int mostAWeek;

    SimulatedMailbox(JdbcClient jdbc, Clock clock, SimulationInput input, List<String> forms, List<ContactId> people) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.input = input;
        this.forms = forms;
        this.places = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            places.put(people.get(i).value(), i);
        }
        this.perDay = new int[input.days()];
    }

    private record Mail(long id, long contact, String email, boolean withheld) {}

    private record Deed(Instant at, long number, ContactId contact, String type, String subject) {}

    /** Reads the mails that were queued since the last time; those of contacts that sales answers for would not be sent. */
    void empty() {
        var fresh = jdbc.sql("""
                        SELECT m.id, m.contact_id, m.email_key, c.owner = 'SALES' AND NOT m.also_with_sales
                        FROM outbox_mail m JOIN contact c ON c.id = m.contact_id WHERE m.id > :last ORDER BY m.id
                        """)
                .param("last", last)
                .query((row, line) -> new Mail(row.getLong(1), row.getLong(2), row.getString(3), row.getBoolean(4)))
                .list();
        for (var mail : fresh) {
            last = mail.id();
            if (!mail.withheld()) {
                arrive(mail);
            }
        }
    }

    private void arrive(Mail mail) {
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
    private void react(Mail mail, int ordinal, Instant now) {
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

    private void add(Instant at, Mail mail, String type, String subject) {
        deeds.add(new Deed(at, number++, new ContactId(mail.contact()), type, subject));
    }

    @Nullable
    Instant next() {
        var deed = deeds.peek();
        return deed == null ? null : deed.at();
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
