package org.minori.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.health.Node.Disk;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Trouble;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@MinoriTest
class NodesTests {

    private static final Disk ROOM = new Disk(50L << 30, 100L << 30);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    HealthSettings settings;

    private final Hands hands = new Hands();

    @BeforeEach
    @AfterEach
    void nobody() {
        jdbc.sql("DELETE FROM node_rate").update();
        jdbc.sql("DELETE FROM node").update();
    }

    private Nodes started(int port) {
        return new Nodes(jdbc, new MockEnvironment().withProperty("server.port", Integer.toString(port)), hands);
    }

    private Sign sign(Nodes nodes, String name) {
        return new NodeVitals(nodes, settings)
                .read().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whoHasNotBeenHeardOfForAMinuteIsGone() {
        var stays = started(1);
        var dies = started(2);
        stays.beat(ROOM, Map.of());
        dies.beat(ROOM, Map.of());
        assertThat(sign(stays, "nodes.alive").value()).isEqualTo(2);

        hands.forward(Duration.ofSeconds(61));
        stays.beat(ROOM, Map.of());

        assertThat(sign(stays, "nodes.alive").value()).isEqualTo(1);
        assertThat(sign(stays, "nodes.gone").isTooMuch()).isTrue();
        assertThat(sign(stays, "nodes.gone").troubles())
                .extracting(Trouble::name)
                .singleElement()
                .asString()
                .endsWith(":2");
    }

    @Test
    void whoStopsInOrderIsNotMissed() {
        var stays = started(1);
        var stops = started(2);
        stays.beat(ROOM, Map.of());
        stops.beat(ROOM, Map.of("mail.sent", 3.0));

        stops.goodbye();
        hands.forward(Duration.ofSeconds(61));
        stays.beat(ROOM, Map.of());

        assertThat(sign(stays, "nodes.gone").isTooMuch()).isFalse();
        assertThat(stays.all()).hasSize(1);
        assertThat(stays.rates()).isEmpty();
    }

    @Test
    void whoWasStartedAnewAfterACrashIsNotMissed() {
        started(1).beat(ROOM, Map.of());
        hands.forward(Duration.ofSeconds(61));
        var again = started(1);
        again.beat(ROOM, Map.of());

        assertThat(again.all()).extracting(Node::replaced).containsExactly(true, false);
        assertThat(sign(again, "nodes.gone").isTooMuch()).isFalse();
    }

    @Test
    void whoIsGoneIsForgottenAfterADay() {
        var stays = started(1);
        started(2).beat(ROOM, Map.of("mail.sent", 3.0));

        hands.forward(Duration.ofHours(25));
        stays.beat(ROOM, Map.of());

        assertThat(stays.all()).hasSize(1);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM node_rate").query(Long.class).single())
                .isZero();
    }

    @Test
    void ratesAreThoseOfAllLivingNodesTogether() {
        var one = started(1);
        var other = started(2);
        one.beat(ROOM, Map.of("mail.sent", 2.0));
        one.beat(ROOM, Map.of("mail.sent", 3.0));
        other.beat(ROOM, Map.of("mail.sent", 1.5));
        assertThat(one.rates()).containsEntry("mail.sent", 4.5);

        hands.forward(Duration.ofSeconds(61));
        one.beat(ROOM, Map.of("mail.sent", 3.0));

        assertThat(one.rates()).containsEntry("mail.sent", 3.0);
    }

    @Test
    void aDiskWithLessThanAGigabyteOrATwentiethIsTooFull() {
        for (var disk : List.of(new Disk(900L << 20, 10L << 30), new Disk(4L << 30, 100L << 30))) {
            var node = started(1);
            node.beat(disk, Map.of());
            assertThat(sign(node, "nodes.full").isTooMuch()).isTrue();
            node.beat(ROOM, Map.of());
            assertThat(sign(node, "nodes.full").isTooMuch()).isFalse();
        }
    }
}
