package org.minori.administration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of the audit log and its chain; rows are only ever added. */
@Repository
class AuditRows {

    private static final String ROW = """
            SELECT seq, happened_at, actor, actor_name, address, action, subject, details, previous_hash, entry_hash
            FROM audit_entry\s""";
    private static final int ROWS_A_ROUND = 1_000;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ServerSecrets secrets;
    private final ObjectMapper json;

    AuditRows(JdbcClient jdbc, EntityManager entities, ServerSecrets secrets, ObjectMapper json) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.secrets = secrets;
        this.json = json;
    }

    record NewEntry(
            Instant at,
            String actor,
            String actorName,
            String address,
            String action,
            String subject,
            Map<String, String> details) {}

    private record Head(long seq, String hash) {}

    private record Row(
            long seq,
            Instant at,
            String actor,
            String actorName,
            String address,
            String action,
            String subject,
            String details,
            String previousHash,
            String hash) {

        /** Every text with its length before it, so that no two rows read the same. */
        private String canonical() {
            var text = new StringBuilder().append(seq).append(';').append(at.toEpochMilli());
            for (var part : List.of(actor, actorName, address, action, subject, details, previousHash)) {
                text.append(';').append(part.length()).append(':').append(part);
            }
            return text.toString();
        }
    }

    /** Adds the entries at the end of the chain; others who add wait until this transaction ends. */
    void append(List<NewEntry> entries) {
        entities.flush();
        var head = jdbc.sql("SELECT last_seq, last_hash FROM audit_head WHERE id = 1 FOR UPDATE")
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        for (var entry : entries) {
            head = append(entry, head);
        }
        jdbc.sql("UPDATE audit_head SET last_seq = ?, last_hash = ? WHERE id = 1")
                .params(head.seq(), head.hash())
                .update();
    }

    private Head append(NewEntry entry, Head head) {
        var row = new Row(
                head.seq() + 1,
                Utc.toInstant(Utc.of(entry.at())),
                entry.actor(),
                cut(entry.actorName()),
                entry.address(),
                entry.action(),
                cut(Masking.address(entry.subject())),
                written(entry.details()),
                head.hash(),
                "");
        var hash = hash(row);
        jdbc.sql("""
                        INSERT INTO audit_entry
                          (seq, happened_at, actor, actor_name, address, action, subject, details, previous_hash, entry_hash)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.seq(),
                        Utc.of(row.at()),
                        row.actor(),
                        row.actorName(),
                        row.address(),
                        row.action(),
                        row.subject(),
                        row.details(),
                        row.previousHash(),
                        hash)
                .update();
        return new Head(row.seq(), hash);
    }

    List<AuditEntry> page(@Nullable Long before, AuditQuestion asked, int limit) {
        var where = new StringBuilder("WHERE seq < :before");
        var parameters = new HashMap<String, Object>();
        parameters.put("before", before == null ? Long.MAX_VALUE : before);
        parameters.put("limit", limit);
        and(where, parameters, " AND actor = :actor", "actor", asked.actor());
        and(where, parameters, " AND action = :action", "action", asked.action());
        and(where, parameters, " AND happened_at >= :from", "from", asked.from() == null ? null : Utc.of(asked.from()));
        and(
                where,
                parameters,
                " AND happened_at < :until",
                "until",
                asked.until() == null ? null : Utc.of(asked.until()));
        and(where, parameters, thing(asked.thing()), "thing", asked.thing());
        return jdbc
                .sql(ROW + where + " ORDER BY seq DESC LIMIT :limit")
                .params(parameters)
                .query(AuditRows::row)
                .list()
                .stream()
                .map(this::entry)
                .toList();
    }

    private static void and(
            StringBuilder where,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            parameters.put(name, value);
        }
    }

    /** All of a kind are those whose subject begins with it; a row about nothing single has the kind alone. */
    private static String thing(@Nullable String thing) {
        return thing == null || thing.contains(":")
                ? " AND subject = :thing"
                : " AND (subject = :thing OR subject LIKE CONCAT(:thing, ':%'))";
    }

    List<AuditActor> actors() {
        return jdbc.sql("SELECT actor, MAX(actor_name) FROM audit_entry GROUP BY actor ORDER BY 2, 1")
                .query((row, number) -> new AuditActor(row.getString(1), row.getString(2)))
                .list();
    }

    Optional<AuditEntry> named(String subject) {
        return jdbc.sql(ROW + "WHERE subject = ? AND details LIKE '%\"name\":%' ORDER BY seq DESC LIMIT 1")
                .param(subject)
                .query(AuditRows::row)
                .optional()
                .map(this::entry);
    }

    List<String> actions() {
        return jdbc.sql("SELECT DISTINCT action FROM audit_entry ORDER BY action")
                .query(String.class)
                .list();
    }

    @Transactional(readOnly = true)
    public AuditVerification verify() {
        var end = jdbc.sql("SELECT last_seq, last_hash FROM audit_head WHERE id = 1")
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        var head = new Head(0, "");
        while (head.seq() < end.seq()) {
            var rows = jdbc.sql(ROW + "WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT " + ROWS_A_ROUND)
                    .params(head.seq(), end.seq())
                    .query(AuditRows::row)
                    .list();
            for (var row : rows) {
                if (row.seq() != head.seq() + 1
                        || !row.previousHash().equals(head.hash())
                        || !hash(row).equals(row.hash())) {
                    return new AuditVerification(head.seq(), head.seq() + 1);
                }
                head = new Head(row.seq(), row.hash());
            }
            if (rows.isEmpty()) {
                return new AuditVerification(head.seq(), head.seq() + 1);
            }
        }
        return head.hash().equals(end.hash())
                ? new AuditVerification(head.seq(), null)
                : new AuditVerification(head.seq(), head.seq());
    }

    private String hash(Row row) {
        return HexFormat.of().formatHex(secrets.sign("audit", row.canonical().getBytes(StandardCharsets.UTF_8)));
    }

    private AuditEntry entry(Row row) {
        return new AuditEntry(
                row.seq(),
                row.at(),
                row.actor(),
                row.actorName(),
                row.address(),
                row.action(),
                row.subject(),
                read(row.details()));
    }

    private String written(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read(String details) {
        try {
            return json.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            // Somebody wrote into the table: the page shows it as it is, the check names the row.
            return Map.of("", details);
        }
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("seq"),
                Utc.toInstant(row.getObject("happened_at", LocalDateTime.class)),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"),
                row.getString("previous_hash"),
                row.getString("entry_hash"));
    }
}
