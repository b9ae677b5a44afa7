package org.minori.scenarios.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.sales.Reason;
import org.minori.sales.SalesOutcome;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.storage.Utc;
import org.minori.web.Conflict;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes up what sales says of the leads that it is handed, and counts what it is handed when. */
class SimulatedSales {

    /** Beyond the numbers of mails, so that a lead's luck with sales is another one. */
    private static final int LUCK = 4_096;

    private static final Reason TOO_EARLY = new Reason(Reason.Code.TOO_EARLY, null);

    private final JdbcClient jdbc;
    private final SalesTasks tasks;
    private final Clock clock;
    private final SimulationInput input;
    private final Map<ContactId, Integer> places;
    private final PriorityQueue<Word> words =
            new PriorityQueue<>(Comparator.comparing(Word::at).thenComparing(Word::number));
    private final Map<ContactId, Integer> leads = new HashMap<>();
    private final List<Duration> taken = new ArrayList<>();
    private final int[] perWeek;
    private long last;
    private long number;

    SimulatedSales(
            JdbcClient jdbc, SalesTasks tasks, Clock clock, SimulationInput input, Map<ContactId, Integer> places) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.clock = clock;
        this.input = input;
        this.places = places;
        this.perWeek = new int[(input.days() + 6) / 7];
    }

    private record Word(Instant at, long number, SalesTaskId task, SalesOutcome outcome) {}

    private record Lead(long id, ContactId contact, Instant since) {}

    /** Looks at what was handed over since the last time. */
    void look() {
        var fresh = jdbc.sql("""
                        SELECT t.id, t.contact_id, (SELECT MAX(e.started_at) FROM enrolment e
                          WHERE e.contact_id = t.contact_id AND e.started_at <= t.created_at)
                        FROM sales_task t WHERE t.id > :last ORDER BY t.id
                        """)
                .param("last", last)
                .query((row, line) -> new Lead(
                        row.getLong(1),
                        new ContactId(row.getLong(2)),
                        Utc.toInstant(row.getObject(3, LocalDateTime.class))))
                .list();
        var now = clock.instant();
        for (var lead : fresh) {
            last = lead.id();
            taken.add(Duration.between(lead.since(), now));
            long week = Duration.between(input.start(), now).toDays() / 7;
            perWeek[(int) Math.min(week, perWeek.length - 1)]++;
            decide(lead, now);
        }
    }

    private void decide(Lead lead, Instant now) {
        int ordinal = leads.merge(lead.contact(), 1, Integer::sum);
        var luck = new Luck(input.seed(), places.getOrDefault(lead.contact(), 0), LUCK + ordinal);
        var sales = input.conduct().sales();
        var task = new SalesTaskId(lead.id());
        double first = luck.share();
        var decided = now.plus(luck.after(sales.hours()));
        double second = luck.share();
        var closed = decided.plus(luck.after(sales.dealDays() * 24));
        if (first < sales.accepted()) {
            say(decided, task, SalesOutcome.ACCEPTED);
            if (second < sales.won()) {
                say(closed, task, SalesOutcome.WON);
            } else if (second < sales.won() + sales.lost()) {
                say(closed, task, SalesOutcome.LOST);
            }
        } else if (first < sales.accepted() + sales.returned()) {
            say(decided, task, SalesOutcome.RETURNED);
        }
    }

    private void say(Instant at, SalesTaskId task, SalesOutcome outcome) {
        words.add(new Word(at, number++, task, outcome));
    }

    @Nullable
    Instant next() {
        var word = words.peek();
        return word == null ? null : word.at();
    }

    /** What sales says up to now. */
    void speak() {
        for (var word = words.peek(); word != null && !word.at().isAfter(clock.instant()); word = words.peek()) {
            words.remove();
            try {
                say(word);
            } catch (Conflict decidedMeanwhile) {
                // The scenario itself, or the lead's stage, was faster.
                continue;
            }
        }
    }

    private void say(Word word) {
        switch (word.outcome()) {
            case ACCEPTED -> tasks.accept(word.task());
            case RETURNED -> tasks.giveBack(word.task(), TOO_EARLY);
            case WON -> tasks.won(word.task(), null);
            case LOST -> tasks.lost(word.task(), TOO_EARLY);
        }
    }

    List<Integer> perWeek() {
        return Arrays.stream(perWeek).boxed().toList();
    }

    /** Within how many days of its coming in so many percent of those handed over were handed over; null when there are none. */
    @Nullable
    Double daysFor(int percent) {
        if (taken.isEmpty()) {
            return null;
        }
        var sorted = taken.stream().sorted().toList();
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return Math.round(sorted.get(Math.max(rank, 1) - 1).toMinutes() / 144.0) / 10.0;
    }
}
