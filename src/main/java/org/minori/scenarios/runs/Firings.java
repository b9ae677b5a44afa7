package org.minori.scenarios.runs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDates;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each time that a start comes due is one row, whichever node sees it first; who is enrolled by it is committed together
 * with how far it is, so that a node that dies leaves nobody out and enrols nobody twice.
 */
@Service
class Firings {

    private static final int PAGE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final Enrolments enrolments;
    private final ContactDates dates;
    private final Clock clock;

    /** Those that are known to be there, so that looking again costs nothing. */
    private final Cache<Firing, Boolean> seen =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Firings(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PublishedScenarios published,
            CompiledScenarios compiled,
            Enrolments enrolments,
            ContactDates dates,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.published = published;
        this.compiled = compiled;
        this.enrolments = enrolments;
        this.dates = dates;
        this.clock = clock;
    }

    private record Firing(String scenario, String element, String occurrence) {}

    private record Open(Firing firing, @Nullable ContactId cursor) {}

    /** The start comes due on the day, for those whose field says so. */
    void onDay(PublishedScenario scenario, Step start, LocalDate day) {
        fire(new Firing(scenario.key(), start.element(), day.toString()), "OPEN", () -> {});
    }

    /** The start comes due now, for everybody in its segment. */
    void onSchedule(PublishedScenario scenario, Step start, String occurrence) {
        fire(
                new Firing(scenario.key(), start.element(), occurrence),
                "DONE",
                () -> enrolments.bySchedule(scenario, start.element(), start.parameter("segment", "")));
    }

    private void fire(Firing firing, String state, Runnable effect) {
        if (seen.getIfPresent(firing) != null) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            int added = jdbc.sql("""
                            INSERT IGNORE INTO scenario_firing (scenario_key, element, occurrence, state, fired_at)
                            VALUES (?, ?, ?, ?, ?)
                            """)
                    .params(firing.scenario(), firing.element(), firing.occurrence(), state, Utc.of(clock.instant()))
                    .update();
            if (added == 1) {
                effect.run();
            }
        });
        seen.put(firing, Boolean.TRUE);
    }

    /** Enrols those whom open firings mean, page by page, by the clock of the zone. */
    void enrol(ZoneId zone) {
        while (Boolean.TRUE.equals(transaction.execute(status -> page(zone)))) {}
    }

    private boolean page(ZoneId zone) {
        var claimed = jdbc.sql("""
                        SELECT scenario_key, element, occurrence, cursor_contact FROM scenario_firing
                        WHERE state = 'OPEN' ORDER BY fired_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .query((row, number) -> {
                    var cursor = row.getObject(4, Long.class);
                    return new Open(
                            new Firing(row.getString(1), row.getString(2), row.getString(3)),
                            cursor == null ? null : new ContactId(cursor));
                })
                .optional();
        claimed.ifPresent(open -> {
            var met = published
                    .find(open.firing().scenario())
                    .map(scenario -> enrol(scenario, open, zone))
                    .orElse(List.of());
            boolean last = met.size() < PAGE;
            jdbc.sql("""
                            UPDATE scenario_firing SET cursor_contact = ?, state = ?
                            WHERE scenario_key = ? AND element = ? AND occurrence = ?
                            """)
                    .params(
                            met.isEmpty() ? null : met.get(met.size() - 1).value(),
                            last ? "DONE" : "OPEN",
                            open.firing().scenario(),
                            open.firing().element(),
                            open.firing().occurrence())
                    .update();
        });
        return claimed.isPresent();
    }

    /** Nobody where a version without this start was published meanwhile. */
    private List<ContactId> enrol(PublishedScenario scenario, Open open, ZoneId zone) {
        var start = Optional.ofNullable(compiled.of(scenario.key(), scenario.version())
                        .steps()
                        .get(open.firing().element()))
                .filter(step -> step.kind().equals("startOnDate"));
        if (start.isEmpty()) {
            return List.of();
        }
        var met = dates.on(
                start.get().parameter("field", ""),
                TimedStarts.wanted(start.get(), LocalDate.parse(open.firing().occurrence())),
                start.get().parameter("yearly", "false").equals("true"),
                zone,
                open.cursor(),
                PAGE);
        enrolments.byDate(scenario, start.get().element(), met);
        return met;
    }
}
