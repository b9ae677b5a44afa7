package org.minori.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Trouble;
import org.minori.web.VitalSigns.Unit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The alerts and the watch over them in the database. */
@Repository
class AlertRows {

    private static final Duration WATCH = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    AlertRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this node watches now; others wait for this transaction, and then see that it does. */
    boolean holdWatch(long node, Instant now) {
        boolean mine = jdbc.sql("SELECT node_id, held_until FROM alert_watch WHERE id = 1 FOR UPDATE")
                .query((row, number) -> {
                    var until = Utc.toInstantNullable(row.getObject("held_until", LocalDateTime.class));
                    return row.getLong("node_id") == node || until == null || until.isBefore(now);
                })
                .single();
        if (mine) {
            jdbc.sql("UPDATE alert_watch SET node_id = ?, held_until = ? WHERE id = 1")
                    .params(node, Utc.of(now.plus(WATCH)))
                    .update();
        }
        return mine;
    }

    /** What goes on, told or not yet, the oldest first. */
    List<Alert> open() {
        return jdbc.sql("SELECT * FROM alert WHERE open_key IS NOT NULL ORDER BY id")
                .query(AlertRows::read)
                .list();
    }

    List<Alert> ended(Instant since, int most) {
        return jdbc.sql("SELECT * FROM alert WHERE ended_at >= ? ORDER BY id DESC LIMIT ?")
                .params(Utc.of(since), most)
                .query(AlertRows::read)
                .list();
    }

    Alert begin(Sign sign, Trouble trouble, Instant now) {
        var alert = new Alert(
                TimeOrderedIds.next(),
                sign.name(),
                trouble.subject(),
                trouble.name(),
                trouble.path(),
                sign.unit(),
                trouble.value(),
                now,
                null,
                null);
        jdbc.sql("""
                        INSERT INTO alert (id, kind, subject, name, path, unit, worst, open_key, since)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        alert.id(),
                        alert.kind(),
                        alert.subject(),
                        alert.name(),
                        alert.path(),
                        alert.unit().name(),
                        alert.worst(),
                        alert.key(),
                        Utc.of(now))
                .update();
        return alert;
    }

    void worse(Alert alert, double value) {
        jdbc.sql("UPDATE alert SET worst = ? WHERE id = ?")
                .params(value, alert.id())
                .update();
    }

    void raise(Alert alert, Instant now) {
        jdbc.sql("UPDATE alert SET raised_at = ? WHERE id = ?")
                .params(Utc.of(now), alert.id())
                .update();
    }

    void end(Alert alert, Instant now) {
        jdbc.sql("UPDATE alert SET ended_at = ?, open_key = NULL WHERE id = ?")
                .params(Utc.of(now), alert.id())
                .update();
    }

    /** It was over before it was worth telling. */
    void dismiss(Alert alert) {
        jdbc.sql("DELETE FROM alert WHERE id = ?").param(alert.id()).update();
    }

    void forgetBefore(Instant moment) {
        jdbc.sql("DELETE FROM alert WHERE ended_at < ?").param(Utc.of(moment)).update();
    }

    private static Alert read(ResultSet row, int number) throws SQLException {
        return new Alert(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("name"),
                row.getString("path"),
                Unit.valueOf(row.getString("unit")),
                row.getDouble("worst"),
                Utc.toInstant(row.getObject("since", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("raised_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("ended_at", LocalDateTime.class)));
    }
}
