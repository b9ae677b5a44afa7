package org.minori.health;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.minori.health.Node.Disk;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The nodes that share this database, as each last said of itself. */
@Repository
class Nodes {

    private static final Duration GONE = Duration.ofSeconds(60);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final long id = TimeOrderedIds.next();
    private final String name;
    private final Instant startedAt;

    Nodes(JdbcClient jdbc, Environment environment, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.name = host() + ":" + environment.getProperty("server.port", "8080");
        this.startedAt = clock.instant();
    }

    /** This node's id, another one after every start. */
    public long own() {
        return id;
    }

    /** Says that this node lives. */
    @Transactional
    public void beat(Disk disk, Map<String, Double> rates) {
        var now = Utc.of(clock.instant());
        int known = jdbc.sql("UPDATE node SET seen_at = ?, disk_free = ?, disk_total = ? WHERE id = ?")
                .params(now, disk.free(), disk.total(), id)
                .update();
        if (known == 0) {
            jdbc.sql(
                            "INSERT INTO node (id, name, version, started_at, seen_at, disk_free, disk_total) VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(id, name, version(), Utc.of(startedAt), now, disk.free(), disk.total())
                    .update();
        }
        rates.forEach((sign, rate) -> jdbc.sql("""
                        INSERT INTO node_rate (node_id, sign, per_second) VALUES (?, ?, ?)
                        ON DUPLICATE KEY UPDATE per_second = VALUES(per_second)
                        """).params(id, sign, rate).update());
        forget(jdbc.sql("SELECT id FROM node WHERE seen_at < ?")
                .param(Utc.of(clock.instant().minus(FORGOTTEN)))
                .query(Long.class)
                .list());
    }

    /** Says that this node stops in order. */
    @Transactional
    public void goodbye() {
        forget(List.of(id));
    }

    private void forget(List<Long> nodes) {
        for (long node : nodes) {
            jdbc.sql("DELETE FROM node_rate WHERE node_id = ?").param(node).update();
            jdbc.sql("DELETE FROM node WHERE id = ?").param(node).update();
        }
    }

    /** All that are remembered, in the order of their starts. */
    @Transactional(readOnly = true)
    public List<Node> all() {
        Map<String, Long> newest = new HashMap<>();
        jdbc.sql("SELECT name, MAX(id) FROM node GROUP BY name").query(row -> {
            newest.put(row.getString(1), row.getLong(2));
        });
        return jdbc.sql("SELECT * FROM node ORDER BY id")
                .query((row, number) -> node(row, newest))
                .list();
    }

    /** How much all living nodes together do of each thing in a second. */
    @Transactional(readOnly = true)
    public Map<String, Double> rates() {
        Map<String, Double> rates = new HashMap<>();
        jdbc.sql("""
                        SELECT r.sign, SUM(r.per_second) FROM node_rate r JOIN node n ON n.id = r.node_id
                        WHERE n.seen_at >= ? GROUP BY r.sign
                        """).param(Utc.of(clock.instant().minus(GONE))).query(row -> {
            rates.put(row.getString(1), row.getDouble(2));
        });
        return rates;
    }

    private Node node(ResultSet row, Map<String, Long> newest) throws SQLException {
        var seen = Utc.toInstant(row.getObject("seen_at", LocalDateTime.class));
        return new Node(
                row.getLong("id"),
                row.getString("name"),
                row.getString("version"),
                Utc.toInstant(row.getObject("started_at", LocalDateTime.class)),
                seen,
                new Disk(row.getLong("disk_free"), row.getLong("disk_total")),
                !seen.plus(GONE).isBefore(clock.instant()),
                newest.getOrDefault(row.getString("name"), 0L) != row.getLong("id"));
    }

    private static String version() {
        return Objects.requireNonNullElse(Nodes.class.getPackage().getImplementationVersion(), "—");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "node";
        }
    }
}
