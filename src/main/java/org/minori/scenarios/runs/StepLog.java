package org.minori.scenarios.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log of what runs passed. */
@Component
class StepLog {

    private static final int MOST_STEPS = 5_000;
    private static final String SELECT =
            "SELECT enrolment_id, element, kind, flow, happened_at, note, further FROM enrolment_step";

    private final JdbcClient jdbc;

    StepLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The steps of a run in order, the first few thousand of them. */
    List<RunStep> of(long enrolment) {
        return jdbc
                .sql(SELECT + " WHERE enrolment_id = :id ORDER BY id LIMIT :limit")
                .param("id", enrolment)
                .param("limit", MOST_STEPS)
                .query((row, number) -> steps(row))
                .list()
                .stream()
                .flatMap(List::stream)
                .limit(MOST_STEPS)
                .toList();
    }

    /**
     * What each of the runs has passed, and in which version first.
     *
     * @param version the one in which they are now
     */
    Map<Long, Map<String, Integer>> firstPassed(Collection<Long> enrolments, int version) {
        var passed = new HashMap<Long, Map<String, Integer>>();
        of(enrolments, Long.MAX_VALUE).forEach((enrolment, way) -> {
            int now = firstVersion(way, version);
            var first = new HashMap<String, Integer>();
            for (var step : way) {
                if (step.kind().equals(RunStep.PASSED)) {
                    first.putIfAbsent(step.element(), now);
                }
                now = step.moved().map(RunStep.Versions::to).orElse(now);
            }
            passed.put(enrolment, first);
        });
        return passed;
    }

    /** In which version a run began that is in this one now. */
    static int firstVersion(List<RunStep> way, int version) {
        return way.stream()
                .flatMap(step -> step.moved().stream())
                .findFirst()
                .map(RunStep.Versions::from)
                .orElse(version);
    }

    /** The steps of several runs in order, as far as the rows go that were written up to one. */
    Map<Long, List<RunStep>> of(Collection<Long> enrolments, long upTo) {
        var steps = new HashMap<Long, List<RunStep>>();
        if (!enrolments.isEmpty()) {
            jdbc.sql(SELECT + " WHERE enrolment_id IN (:ids) AND id <= :last ORDER BY enrolment_id, id")
                    .param("ids", enrolments)
                    .param("last", upTo)
                    .query(row -> {
                        steps.computeIfAbsent(row.getLong("enrolment_id"), run -> new ArrayList<>())
                                .addAll(steps(row));
                    });
        }
        return steps;
    }

    private static List<RunStep> steps(ResultSet row) throws SQLException {
        return StepRow.steps(
                new RunStep(
                        row.getString("element"),
                        row.getString("kind"),
                        row.getString("flow"),
                        Utc.toInstant(row.getObject("happened_at", LocalDateTime.class)),
                        row.getString("note")),
                row.getString("further"));
    }
}
