package org.minori.scenarios.runs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts, for each step, the visits of those who came to a success, on the day of the visit. A run is a success once it hands
 * somebody over, or when it ends as handed over or converted; moved to another version, it is one there. Works off what runs note, each note in the transaction that
 * takes it away, so that nothing is counted twice and nothing is lost.
 */
@Service
class Conversions {

    /** What a run notes when it hands over: the visits up to there are a success. */
    static final String HANDED = "HANDED";
    /** What a run notes when it ends as a success: so are the rest of its visits, or all. */
    static final String ENDED = "ENDED";

    /** What a run notes when it is moved: it is counted where it is now. */
    static final String MOVED = "MOVED";

    static final String NOTE = "INSERT INTO scenario_outcome (id, enrolment_id, what, happened_at) VALUES (?, ?, ?, ?)";

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final StepLog log;
    private final CompiledScenarios compiled;
    private final DayCounts counts;
    private final Days days;
    private final TransactionTemplate transaction;

    Conversions(
            JdbcClient jdbc,
            StepLog log,
            CompiledScenarios compiled,
            DayCounts counts,
            Days days,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.log = log;
        this.compiled = compiled;
        this.counts = counts;
        this.days = days;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Note(long id, long enrolment, String what, Instant at) {}

    private record Finished(
            String scenario, int version, @Nullable String result) {}

    @Scheduled(fixedDelay = 5_000)
    void poll() {
        round();
    }

    /** Works off what is noted. */
    void round() {
        while (Boolean.TRUE.equals(transaction.execute(status -> count()))) {}
    }

    private boolean count() {
        var notes = jdbc.sql("""
                        SELECT id, enrolment_id, what, happened_at FROM scenario_outcome
                        ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("limit", BATCH)
                .query((row, number) -> new Note(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        Utc.toInstant(row.getObject(4, LocalDateTime.class))))
                .list();
        if (notes.isEmpty()) {
            return false;
        }
        var enrolments = new HashSet<Long>();
        notes.forEach(note -> enrolments.add(note.enrolment()));
        var runs = runs(enrolments);
        var steps = log.of(enrolments, Long.MAX_VALUE);
        var sums = new DayCounts.Sums();
        for (var note : notes) {
            var run = runs.get(note.enrolment());
            if (run != null) {
                var way = new Way(
                        run.scenario(),
                        run.version(),
                        steps.getOrDefault(note.enrolment(), List.of()),
                        version -> compiled.of(run.scenario(), version),
                        days);
                switch (note.what()) {
                    case HANDED -> way.countSuccess(sums, way.handedOver(note.at()));
                    case MOVED -> way.countMove(sums, note.at());
                    default -> way.countSuccess(sums, way.rest(run.result()));
                }
            }
        }
        counts.add(sums);
        jdbc.sql("DELETE FROM scenario_outcome WHERE id IN (:ids)")
                .param("ids", notes.stream().map(Note::id).toList())
                .update();
        return notes.size() == BATCH;
    }

    /** Those of the runs that are still known: who is erased leaves no way to read. */
    private Map<Long, Finished> runs(Set<Long> enrolments) {
        var runs = new HashMap<Long, Finished>();
        jdbc.sql("""
                        SELECT e.id, e.scenario_key, e.version, e.result FROM enrolment e
                        JOIN scenario_version v ON v.scenario_key = e.scenario_key AND v.version = e.version
                        WHERE e.id IN (:ids)
                        """).param("ids", enrolments).query(row -> {
            runs.put(row.getLong(1), new Finished(row.getString(2), row.getInt(3), row.getString(4)));
        });
        return runs;
    }
}
