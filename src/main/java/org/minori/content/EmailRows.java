package org.minori.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of e-mails and their versions. */
@Repository
class EmailRows {

    private static final String CURRENT =
            "SELECT v.* FROM email_template t JOIN email_version v ON v.email_key = t.email_key AND v.version = t.current_version";

    private final JdbcClient jdbc;

    EmailRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<EmailVersion> current(String key) {
        return jdbc.sql(CURRENT + " WHERE t.email_key = ?")
                .param(key)
                .query(EmailRows::version)
                .optional();
    }

    Optional<EmailVersion> version(String key, int version) {
        return jdbc.sql("SELECT v.* FROM email_version v WHERE v.email_key = ? AND v.version = ?")
                .params(key, version)
                .query(EmailRows::version)
                .optional();
    }

    List<Listed> all() {
        return jdbc.sql(
                        "SELECT t.email_key, v.name, v.subject, v.kind, v.version, t.updated_at FROM email_template t"
                                + " JOIN email_version v ON v.email_key = t.email_key AND v.version = t.current_version ORDER BY v.name, t.email_key")
                .query((row, number) -> new Listed(
                        new EmailTemplate(
                                row.getString("email_key"),
                                row.getString("name"),
                                row.getString("subject"),
                                EmailTemplate.Kind.valueOf(row.getString("kind")),
                                row.getInt("version")),
                        Utc.toInstant(row.getObject("updated_at", LocalDateTime.class))))
                .list();
    }

    List<Saved> history(String key) {
        return jdbc.sql("SELECT version, subject, created_at, created_by FROM email_version WHERE email_key = ?"
                        + " ORDER BY version DESC LIMIT 200")
                .param(key)
                .query((row, number) -> new Saved(
                        row.getInt("version"),
                        row.getString("subject"),
                        Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                        row.getString("created_by")))
                .list();
    }

    /** Writes the next version; two who save at once get one after the other, since the template's row is locked. */
    int save(EmailDraft draft, String html, String plainText, Instant now, @Nullable String by) {
        jdbc.sql("INSERT IGNORE INTO email_template (email_key, name, kind, current_version, created_at, updated_at)"
                        + " VALUES (?, ?, ?, 0, ?, ?)")
                .params(draft.key(), draft.name(), draft.kind().name(), Utc.of(now), Utc.of(now))
                .update();
        int version = 1
                + jdbc.sql("SELECT current_version FROM email_template WHERE email_key = ? FOR UPDATE")
                        .param(draft.key())
                        .query(Integer.class)
                        .single();
        jdbc.sql(
                        "INSERT INTO email_version (email_key, version, name, kind, subject, source_format, source, text_source, html,"
                                + " plain_text, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        draft.key(),
                        version,
                        draft.name(),
                        draft.kind().name(),
                        draft.subject(),
                        draft.format().name(),
                        draft.source(),
                        draft.text(),
                        html,
                        plainText,
                        Utc.of(now),
                        by)
                .update();
        jdbc.sql(
                        "UPDATE email_template SET name = ?, kind = ?, current_version = ?, updated_at = ? WHERE email_key = ?")
                .params(draft.name(), draft.kind().name(), version, Utc.of(now), draft.key())
                .update();
        return version;
    }

    /** An e-mail in the list. */
    record Listed(EmailTemplate email, Instant updatedAt) {}

    /** A version in the history. */
    record Saved(
            int version,
            String subject,
            Instant createdAt,
            @Nullable String createdBy) {}

    private static EmailVersion version(ResultSet row, int number) throws SQLException {
        return new EmailVersion(
                new EmailDraft(
                        row.getString("email_key"),
                        row.getString("name"),
                        row.getString("subject"),
                        EmailTemplate.Kind.valueOf(row.getString("kind")),
                        EmailDraft.Format.valueOf(row.getString("source_format")),
                        row.getString("source"),
                        row.getString("text_source")),
                row.getInt("version"),
                row.getString("html"),
                row.getString("plain_text"),
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                row.getString("created_by"));
    }
}
