package org.minori.scenarios.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists runs, newest first, by scenario or by contact. */
@Service
@Transactional(readOnly = true)
public class Runs {

    private static final String SELECT = """
            SELECT e.id, e.scenario_key, s.name, e.version, e.contact_id, e.run, e.status, e.result,
                   e.process_instance_id, e.started_by, e.requested_at, e.started_at, e.ended_at, e.problem,
                   CASE WHEN e.status IN ('REQUESTED', 'RUNNING') THEN COALESCE(o.paused_at, a.paused_at) END AS held_since
            FROM enrolment e JOIN scenario s ON s.scenario_key = e.scenario_key
            LEFT JOIN enrolment_pause o ON o.enrolment_id = e.id
            LEFT JOIN scenario_pause a ON a.scenario_key = e.scenario_key
            """;

    private final JdbcClient jdbc;

    Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a request for a run has become. */
    public enum Status {
        REQUESTED,
        RUNNING,
        ENDED,
        REFUSED
    }

    /**
     * One run as lists show it.
     *
     * @param heldSince when it was held, by itself or with its scenario; null while it may go on
     */
    public record RunView(
            long id,
            String scenario,
            String scenarioName,
            @Nullable Integer version,
            ContactId contact,
            int run,
            Status status,
            @Nullable String result,
            String processInstanceId,
            @Nullable String startedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String problem,
            @Nullable Instant heldSince) {

        public boolean held() {
            return heldSince != null;
        }
    }

    /**
     * Which runs of a scenario to list.
     *
     * @param step only those that rest at this element now
     * @param stuck only those with an incident
     */
    public record Query(
            String scenario,
            @Nullable Status status,
            @Nullable String step,
            boolean stuck,
            @Nullable String after,
            int limit) {}

    public PageOf<RunView> page(Query query) {
        var sql = new StringBuilder(SELECT);
        var step = query.step();
        if (step != null) {
            sql.append(" JOIN (SELECT DISTINCT PROC_INST_ID_ AS id FROM ACT_RU_EXECUTION WHERE ACT_ID_ = :step) here")
                    .append(" ON here.id = e.process_instance_id");
        }
        sql.append(" WHERE e.scenario_key = :key");
        if (query.status() != null) {
            sql.append(" AND e.status = :status");
        }
        if (query.stuck()) {
            sql.append(" AND EXISTS (SELECT 1 FROM ACT_RU_INCIDENT i WHERE i.PROC_INST_ID_ = e.process_instance_id)");
        }
        if (query.after() != null) {
            sql.append(" AND e.id < :after");
        }
        sql.append(" ORDER BY e.id DESC LIMIT :limit");
        var statement = jdbc.sql(sql.toString())
                .param("key", query.scenario())
                .param("limit", query.limit() + 1)
                .param("step", step)
                .param("status", query.status() == null ? null : query.status().name())
                .param("after", query.after() == null ? null : cursor(query.after()));
        return PageOf.of(statement.query(Runs::read).list(), query.limit(), run -> Long.toString(run.id()));
    }

    /** All runs of one contact. */
    public PageOf<RunView> ofContact(ContactId contact, @Nullable String after, int limit) {
        var parameters = new ArrayList<Object>(List.of(contact.value()));
        if (after != null) {
            parameters.add(cursor(after));
        }
        parameters.add(limit + 1);
        var sql = SELECT + " WHERE e.contact_id = ?" + (after == null ? "" : " AND e.id < ?")
                + " ORDER BY e.id DESC LIMIT ?";
        return PageOf.of(
                jdbc.sql(sql).params(parameters).query(Runs::read).list(), limit, run -> Long.toString(run.id()));
    }

    public Optional<RunView> find(String scenario, long enrolment) {
        return jdbc.sql(SELECT + " WHERE e.id = :id AND e.scenario_key = :key")
                .param("id", enrolment)
                .param("key", scenario)
                .query(Runs::read)
                .optional();
    }

    /** The steps at which each of the runs rests now. */
    public Map<Long, List<String>> places(Collection<RunView> listed) {
        var places = new HashMap<Long, List<String>>();
        if (!listed.isEmpty()) {
            jdbc.sql("""
                            SELECT DISTINCT PROC_INST_ID_, ACT_ID_ FROM ACT_RU_EXECUTION
                            WHERE PROC_INST_ID_ IN (:instances) AND IS_ACTIVE_ = TRUE AND ACT_ID_ IS NOT NULL
                            ORDER BY PROC_INST_ID_, ACT_ID_
                            """)
                    .param(
                            "instances",
                            listed.stream().map(RunView::processInstanceId).toList())
                    .query(row -> {
                        places.computeIfAbsent(OrderedIds.enrolmentOf(row.getString(1)), run -> new ArrayList<>())
                                .add(row.getString(2));
                    });
        }
        return places;
    }

    private static long cursor(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException notOurs) {
            throw new InvalidInput("after", "scenarios.error.after");
        }
    }

    private static RunView read(ResultSet row, int number) throws SQLException {
        return new RunView(
                row.getLong("id"),
                row.getString("scenario_key"),
                row.getString("name"),
                row.getObject("version", Integer.class),
                new ContactId(row.getLong("contact_id")),
                row.getInt("run"),
                Status.valueOf(row.getString("status")),
                row.getString("result"),
                row.getString("process_instance_id"),
                row.getString("started_by"),
                Utc.toInstant(row.getObject("requested_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("started_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("ended_at", LocalDateTime.class)),
                row.getString("problem"),
                Utc.toInstantNullable(row.getObject("held_since", LocalDateTime.class)));
    }
}
