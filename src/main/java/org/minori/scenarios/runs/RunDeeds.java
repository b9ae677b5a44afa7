package org.minori.scenarios.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Keeps what was done to runs from outside, by whom and when, so that the way of a contact leaves nothing out. */
@Service
public class RunDeeds {

    private static final String INSERT = """
            INSERT INTO enrolment_deed (id, enrolment_id, what, element, target, version, done_by, done_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final BatchedRows rows;
    private final JdbcClient jdbc;
    private final Clock clock;

    RunDeeds(BatchedRows rows, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What can be done to a run: by hand, or, of its end, by a rule or another scenario. */
    public enum What {
        ENDED,
        ENDED_BY_SEGMENT,
        ENDED_BY_SCENARIO,
        ENDED_BY_MERGE,
        SKIPPED,
        MOVED,
        RETRIED,
        CORRECTED,
        HELD,
        RESUMED
    }

    /**
     * One deed.
     *
     * @param element the step that it concerns; null where it concerns the run
     * @param target the step to which the run was taken
     * @param version the one in which these steps are
     * @param by who asked for it, as runs note who started them; null where nobody did
     */
    public record Deed(
            What what,
            @Nullable String element,
            @Nullable String target,
            @Nullable Integer version,
            @Nullable String by,
            Instant at) {}

    /** Notes in the running transaction what is done to a whole run. */
    public void note(long enrolment, What what, @Nullable String by) {
        note(enrolment, new Deed(what, null, null, null, by, clock.instant()));
    }

    /** Notes in the running transaction that a run is taken on from a step. */
    public void note(long enrolment, What what, int version, String element, @Nullable String target, String by) {
        note(enrolment, new Deed(what, element, target, version, by, clock.instant()));
    }

    /** The same for several. */
    void note(Collection<Long> enrolments, What what, @Nullable String by) {
        enrolments.forEach(enrolment -> note(enrolment, what, by));
    }

    private void note(long enrolment, Deed deed) {
        rows.add(
                INSERT,
                TimeOrderedIds.next(),
                enrolment,
                deed.what().name(),
                deed.element(),
                deed.target(),
                deed.version(),
                deed.by(),
                Utc.of(deed.at()));
    }

    /** What was done to the run, in order. */
    public List<Deed> of(long enrolment) {
        return jdbc.sql("""
                        SELECT what, element, target, version, done_by, done_at FROM enrolment_deed
                        WHERE enrolment_id = :id ORDER BY id
                        """).param("id", enrolment).query(RunDeeds::read).list();
    }

    private static Deed read(ResultSet row, int number) throws SQLException {
        return new Deed(
                What.valueOf(row.getString("what")),
                row.getString("element"),
                row.getString("target"),
                row.getObject("version", Integer.class),
                row.getString("done_by"),
                Utc.toInstant(row.getObject("done_at", LocalDateTime.class)));
    }
}
