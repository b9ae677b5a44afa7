package org.minori.scenarios.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code simulation}. One that goes on belongs to a node for as long as that says so; when it stops saying so it has failed. */
@Repository
class SimulationRows {

    /** How long a node is believed to live after it last said so. */
    static final Duration BELIEVED = Duration.ofSeconds(60);

    private static final String SELECT = """
            SELECT id, scenario_key, CASE WHEN state IN ('WAITING', 'RUNNING') AND (alive_until IS NULL OR alive_until < :now)
                     THEN 'FAILED' ELSE state END AS state, contacts, days, seed, result, created_at FROM simulation
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final String node;
    private final String owner;

    SimulationRows(JdbcClient jdbc, ObjectMapper json, Clock clock, Environment environment) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.node = host() + ":" + environment.getProperty("server.port", "8080");
        this.owner = node + "#" + UUID.randomUUID();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "node";
        }
    }

    long insert(String scenario, int contacts, Simulations.Question question, String drawing) {
        long id = TimeOrderedIds.next();
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO simulation
                          (id, scenario_key, state, contacts, days, seed, drawing, created_at, owner, alive_until)
                        VALUES (:id, :scenario, 'WAITING', :contacts, :days, :seed, :drawing, :now, :owner, :until)
                        """)
                .param("id", id)
                .param("scenario", scenario)
                .param("contacts", contacts)
                .param("days", question.days())
                .param("seed", question.seed())
                .param("drawing", drawing)
                .param("now", Utc.of(now))
                .param("owner", owner)
                .param("until", Utc.of(now.plus(BELIEVED)))
                .update();
        return id;
    }

    /** How many go on or wait, on all nodes that live. */
    int open() {
        return jdbc.sql("SELECT COUNT(*) FROM simulation WHERE state IN ('WAITING', 'RUNNING') AND alive_until >= ?")
                .param(Utc.of(clock.instant()))
                .query(Integer.class)
                .single();
    }

    /** Says that this node lives, and its simulations with it. */
    void beat() {
        jdbc.sql("UPDATE simulation SET alive_until = ? WHERE state IN ('WAITING', 'RUNNING') AND owner = ?")
                .params(Utc.of(clock.instant().plus(BELIEVED)), owner)
                .update();
    }

    /** What this node left behind when it stopped has failed, and so has what a node left that is silent. */
    void giveUpWhatIsDead() {
        jdbc.sql("""
                        UPDATE simulation SET state = 'FAILED' WHERE state IN ('WAITING', 'RUNNING')
                          AND (alive_until IS NULL OR alive_until < ? OR owner LIKE ? AND owner <> ?)
                        """)
                .params(Utc.of(clock.instant()), node.replace("_", "\\_") + "#%", owner)
                .update();
    }

    /** It is its turn; false when it was given up meanwhile. */
    boolean begin(long id) {
        return jdbc.sql("UPDATE simulation SET state = 'RUNNING' WHERE id = ? AND state = 'WAITING'")
                        .param(id)
                        .update()
                > 0;
    }

    /** Whether somebody still wants it. */
    boolean isOpen(long id) {
        return jdbc.sql("SELECT COUNT(*) FROM simulation WHERE id = ? AND state IN ('WAITING', 'RUNNING')")
                        .param(id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** How many of the same node come before it. */
    int ahead(long id) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM simulation s JOIN simulation o ON o.id = ? AND s.owner = o.owner
                        WHERE s.id < o.id AND s.state IN ('WAITING', 'RUNNING') AND s.alive_until >= ?
                        """)
                .params(id, Utc.of(clock.instant()))
                .query(Integer.class)
                .single();
    }

    /** Writes what came of it; false when it was through already. */
    boolean end(long id, Simulation.State state, @Nullable SimulationResult result) {
        return jdbc.sql(
                                "UPDATE simulation SET state = :state, result = :result WHERE id = :id AND state IN ('WAITING', 'RUNNING')")
                        .param("state", state.name())
                        .param("result", result == null ? null : write(result))
                        .param("id", id)
                        .update()
                > 0;
    }

    Optional<Simulation> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .param("now", Utc.of(clock.instant()))
                .query((row, line) -> read(row))
                .optional();
    }

    String drawing(long id) {
        return jdbc.sql("SELECT drawing FROM simulation WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private Simulation read(ResultSet row) throws SQLException {
        return new Simulation(
                row.getLong("id"),
                row.getString("scenario_key"),
                Simulation.State.valueOf(row.getString("state")),
                row.getInt("contacts"),
                row.getInt("days"),
                row.getLong("seed"),
                result(row.getString("result")),
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)));
    }

    private @Nullable SimulationResult result(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, SimulationResult.class);
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException(spoilt);
        }
    }

    private String write(SimulationResult result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
