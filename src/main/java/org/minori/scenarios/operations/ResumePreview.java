package org.minori.scenarios.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.engine.EngineTimers;
import org.minori.scenarios.runs.HeldWakes;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says what each way of resuming would send at once. */
@Service
@Transactional(readOnly = true)
public class ResumePreview {

    private final JdbcClient jdbc;
    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final Definitions definitions;
    private final EngineTimers timers;
    private final HeldWakes wakes;
    private final MailsAhead mails;
    private final Pausing pausing;
    private final Clock clock;

    ResumePreview(
            JdbcClient jdbc,
            PublishedScenarios published,
            CompiledScenarios compiled,
            Definitions definitions,
            EngineTimers timers,
            HeldWakes wakes,
            MailsAhead mails,
            Pausing pausing,
            Clock clock) {
        this.jdbc = jdbc;
        this.published = published;
        this.compiled = compiled;
        this.definitions = definitions;
        this.timers = timers;
        this.wakes = wakes;
        this.mails = mails;
        this.pausing = pausing;
        this.clock = clock;
    }

    /**
     * What waits, and the mails that each choice would send at once, at most: a run that comes to a decision is counted
     * with the way that sends most.
     *
     * @param overdue timers that fell due meanwhile
     * @param events what happened meanwhile and will let runs go on
     * @param requests who asked to enter meanwhile
     */
    public record Preview(long overdue, long events, long requests, long shift, long send, long expire) {}

    private static final class Sums {
        private long inTime;
        private long tooLate;

        private long all() {
            return inTime + tooLate;
        }
    }

    /** Of a paused scenario, where more than so many hours are too late. */
    public Preview of(String scenario, int olderThanHours) {
        var pause = pausing.ofScenario(scenario).orElseThrow(() -> new Refused("operations.pause.none"));
        var now = clock.instant();
        var limit = now.minus(Duration.ofHours(olderThanHours));
        var versions = definitions.of(scenario);
        var ahead = new HashMap<String, Long>();
        var sums = new Sums();
        long overdue = 0;
        long dueBefore = 0;
        for (var timer : timers.overdue(versions.keySet(), now)) {
            long each = ahead.computeIfAbsent(
                    timer.definition() + " " + timer.element(),
                    key -> mails.after(timer.definition(), timer.element()));
            overdue += timer.count();
            add(sums, timer.due(), limit, each * timer.count());
            if (timer.due().isBefore(pause.at())) {
                dueBefore += each * timer.count();
            }
        }
        var later = new Sums();
        var held = wakes.ofScenario(scenario);
        var byVersion = new HashMap<Integer, String>();
        versions.forEach((definition, version) -> byVersion.put(version, definition));
        for (var wake : held) {
            var definition = byVersion.get(wake.version());
            if (definition != null) {
                add(
                        later,
                        wake.at(),
                        limit,
                        ahead.computeIfAbsent(
                                definition + " " + wake.element(), key -> mails.after(definition, wake.element())));
            }
        }
        long requests = requests(scenario, limit, later);
        return new Preview(
                overdue,
                held.size(),
                requests,
                dueBefore + later.all(),
                sums.all() + later.all(),
                sums.inTime + later.inTime);
    }

    private static void add(Sums sums, Instant at, Instant limit, long mails) {
        if (at.isBefore(limit)) {
            sums.tooLate += mails;
        } else {
            sums.inTime += mails;
        }
    }

    private long requests(String scenario, Instant limit, Sums sums) {
        var now = published.get(scenario);
        var starts = compiled.of(scenario, now.version()).starts();
        Map<String, Long> each = new HashMap<>();
        starts.forEach(start -> each.put(start.element(), mails.after(now.processDefinitionId(), start.element())));
        var first = starts.isEmpty() ? "" : starts.get(0).element();
        var count = new long[1];
        jdbc.sql("""
                        SELECT e.start_element, e.requested_at FROM enrolment_parked p JOIN enrolment e ON e.id = p.id
                        WHERE e.scenario_key = :key AND e.status = 'REQUESTED'
                        """).param("key", scenario).query(row -> {
            var start = row.getString(1);
            count[0]++;
            add(
                    sums,
                    Utc.toInstant(row.getObject(2, LocalDateTime.class)),
                    limit,
                    each.getOrDefault(start == null ? first : start, 0L));
        });
        return count[0];
    }
}
