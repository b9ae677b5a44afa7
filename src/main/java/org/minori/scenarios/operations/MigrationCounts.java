package org.minori.scenarios.operations;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.minori.scenarios.operations.Migrating.Move;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many are meant by a move, and where they rest: counted by the database, however many there are. */
@Component
class MigrationCounts {

    private static final String MEANT = """
             FROM enrolment e WHERE e.scenario_key = :key AND e.version = :version AND e.status = 'RUNNING'
            """;
    /** The first step of a row of the log stands in a column, those after it in a list (see StepRow). */
    private static final String NOT_YET = """
             AND NOT EXISTS (SELECT 1 FROM enrolment_step s WHERE s.enrolment_id = e.id
               AND (s.element = :before OR LOCATE(:passed, s.further) > 0 OR LOCATE(:entered, s.further) > 0))
            """;

    private static final String CAN = """
             AND NOT EXISTS (SELECT 1 FROM ACT_RU_EXECUTION x WHERE x.PROC_INST_ID_ = e.process_instance_id
               AND x.IS_ACTIVE_ = TRUE AND x.ACT_ID_ IS NOT NULL AND x.ACT_ID_ NOT IN (:places))
            """;

    private final JdbcClient jdbc;

    MigrationCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A statement that finds runs, and what it binds. */
    record Found(String sql, Map<String, ?> parameters) {}

    /** How many are meant. */
    long all(Move move) {
        return jdbc.sql("SELECT COUNT(*)" + meant(move))
                .params(parameters(move))
                .query(Long.class)
                .single();
    }

    /** How many of them rest at each step. */
    Map<String, Long> resting(Move move) {
        return resting("", move, parameters(move));
    }

    /** How many of those who rest at these steps alone rest at each of them. */
    Map<String, Long> moving(Move move, Set<String> places) {
        return resting(CAN, move, movableRuns(move, places).parameters());
    }

    private Map<String, Long> resting(String which, Move move, Map<String, ?> parameters) {
        var resting = new HashMap<String, Long>();
        jdbc.sql("SELECT x.ACT_ID_, COUNT(DISTINCT r.id) FROM (SELECT e.id, e.process_instance_id" + meant(move) + which
                        + ") r JOIN ACT_RU_EXECUTION x ON x.PROC_INST_ID_ = r.process_instance_id"
                        + " WHERE x.IS_ACTIVE_ = TRUE AND x.ACT_ID_ IS NOT NULL GROUP BY x.ACT_ID_")
                .params(parameters)
                .query(row -> {
                    resting.put(row.getString(1), row.getLong(2));
                });
        return resting;
    }

    /** How many of them rest at these steps alone. */
    long movable(Move move, Set<String> places) {
        var runs = movableRuns(move, places);
        return jdbc.sql("SELECT COUNT(*) FROM (" + runs.sql() + ") found")
                .params(runs.parameters())
                .query(Long.class)
                .single();
    }

    /** Which these are. */
    Found movableRuns(Move move, Set<String> places) {
        var parameters = new HashMap<String, Object>(parameters(move));
        parameters.put("places", places.isEmpty() ? Set.of("") : places);
        return new Found("SELECT e.id AS id" + meant(move) + CAN, parameters);
    }

    private static String meant(Move move) {
        return move.before() == null ? MEANT : MEANT + NOT_YET;
    }

    private static Map<String, Object> parameters(Move move) {
        var parameters = new HashMap<String, Object>();
        parameters.put("key", move.scenario());
        parameters.put("version", move.from());
        var before = move.before();
        if (before != null) {
            parameters.put("before", before);
            parameters.put("passed", "[\"P\",\"" + before + "\"");
            parameters.put("entered", "[\"E\",\"" + before + "\"");
        }
        return parameters;
    }
}
