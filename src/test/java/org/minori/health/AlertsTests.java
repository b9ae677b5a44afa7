package org.minori.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.administration.Notices;
import org.minori.administration.UserId;
import org.minori.health.Vitals.Reading;
import org.minori.integration.Webhooks;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.VitalSigns.Limit;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Trouble;
import org.minori.web.VitalSigns.Unit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class AlertsTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AlertRows rows;

    @Autowired
    AlertNews news;

    @Autowired
    Notices notices;

    @Autowired
    Webhooks webhooks;

    @Autowired
    TransactionTemplate transaction;

    private final Hands hands = new Hands();
    private final UserId mika = new UserId(TimeOrderedIds.next());
    private final UserId taro = new UserId(TimeOrderedIds.next());
    private final String hook = "alerts-" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void begin() {
        jdbc.sql("DELETE FROM alert").update();
        jdbc.sql("UPDATE alert_watch SET node_id = NULL, held_until = NULL").update();
        user(mika, "OPERATOR,ADMIN", "ja");
        user(taro, "MARKETER", "ja");
        webhooks.create(hook, new Webhooks.Definition("監視", "https://watch.example.jp/", null, true, true));
        webhooks.create(hook + "-deaf", new Webhooks.Definition("CRM", "https://crm.example.jp/", null, true, false));
    }

    @AfterEach
    void end() {
        jdbc.sql("DELETE FROM alert").update();
        webhooks.delete(hook);
        webhooks.delete(hook + "-deaf");
        List.of(mika, taro)
                .forEach(user -> jdbc.sql("DELETE FROM app_user WHERE id = ?")
                        .param(user.value())
                        .update());
    }

    private void user(UserId id, String roles, String locale) {
        jdbc.sql("""
                        INSERT INTO app_user (id, email, name, roles, locale, active, created_at)
                        VALUES (?, ?, 'x', ?, ?, TRUE, ?)
                        """)
                .params(id.value(), id.value() + "@example.jp", roles, locale, Utc.of(hands.instant()))
                .update();
    }

    private Supplier<Alerts> node(int port) {
        var nodes = new Nodes(jdbc, new MockEnvironment().withProperty("server.port", Integer.toString(port)), hands);
        // Another object each time: a node remembers nothing that is not in the database.
        return () -> new Alerts(rows, news, nodes, hands);
    }

    private boolean look(Supplier<Alerts> node, Sign... signs) {
        return look(node, true, signs);
    }

    private boolean look(Supplier<Alerts> node, boolean complete, Sign... signs) {
        return Boolean.TRUE.equals(transaction.execute(
                status -> node.get().look(new Reading(hands.instant(), Arrays.asList(signs), complete))));
    }

    private static Sign mail(double seconds) {
        return new Sign(
                "mail.oldest", Unit.SECONDS, seconds, new Limit(600, Duration.ZERO), "/sending/queue", List.of());
    }

    private static Sign late(double seconds) {
        return new Sign(
                "runs.oldest", Unit.SECONDS, seconds, new Limit(60, Duration.ofMinutes(2)), "/scenarios", List.of());
    }

    private static Sign failing(String... names) {
        return new Sign(
                "webhooks.failing",
                Unit.COUNT,
                names.length,
                new Limit(0, Duration.ZERO),
                null,
                Arrays.stream(names)
                        .map(name -> new Trouble(name, name, 1, "/settings/webhooks/" + name))
                        .toList());
    }

    private List<String> told(UserId user) {
        return notices.newest(user, false, 20).stream()
                .map(Notices.Notice::message)
                .toList();
    }

    private List<String> calls(String webhook) {
        return jdbc.sql("SELECT event FROM webhook_call WHERE webhook_key = ? ORDER BY id")
                .param(webhook)
                .query(String.class)
                .list();
    }

    @Test
    void twoNodesTellOnceWhenItBeginsAndOnceWhenItIsOver() {
        var one = node(1);
        var other = node(2);

        assertThat(look(one, mail(700))).isTrue();
        assertThat(look(other, mail(705))).isFalse();
        look(one, mail(710));
        hands.forward(Duration.ofSeconds(31));
        assertThat(look(other, mail(740)))
                .as("the first one died, so this one watches")
                .isTrue();
        look(other, mail(0));
        look(other, mail(0));

        assertThat(told(mika)).containsExactly("メールの配信の遅れは解消しました", "警告: メールの配信が遅れています");
        assertThat(calls(hook)).containsExactly("alert.raised", "alert.cleared");
        assertThat(one.get().open()).isEmpty();
        assertThat(one.get().ended()).singleElement().satisfies(alert -> {
            assertThat(alert.worst()).isEqualTo(740);
            assertThat(alert.endedAt()).isEqualTo(Utc.toInstant(Utc.of(hands.instant())));
        });
    }

    @Test
    void onlyOperatorsAndTheWebhooksThatWantToAreTold() throws Exception {
        look(node(1), failing("crm"));

        assertThat(told(taro)).isEmpty();
        assertThat(calls(hook + "-deaf")).isEmpty();
        JsonNode about = new ObjectMapper()
                .readTree(jdbc.sql("SELECT about FROM webhook_call WHERE webhook_key = ?")
                        .param(hook)
                        .query(String.class)
                        .single());
        assertThat(about.at("/alert/kind").asText()).isEqualTo("webhooks.failing");
        assertThat(about.at("/alert/subject").asText()).isEqualTo("crm");
        assertThat(about.at("/alert/raisedAt").asText()).isNotEmpty();
    }

    @Test
    void whatMustLastIsToldOnlyWhenItDid() {
        var node = node(1);
        look(node, late(90));
        hands.forward(Duration.ofSeconds(60));
        look(node, late(0));
        hands.forward(Duration.ofSeconds(70));
        look(node, late(90));
        assertThat(told(mika)).isEmpty();
        assertThat(node.get().ended()).isEmpty();

        hands.forward(Duration.ofSeconds(120));
        look(node, late(90));

        assertThat(told(mika)).containsExactly("警告: シナリオの実行が予定より遅れています");
    }

    @Test
    void eachThingThatFailsIsToldByItself() {
        var node = node(1);
        look(node, failing("crm"));
        look(node, failing("crm", "erp"));
        look(node, failing("erp"));

        assertThat(told(mika))
                .containsExactly(
                        "Webhook「crm」の失敗はなくなりました", "警告: Webhook「erp」の呼び出しが失敗しています", "警告: Webhook「crm」の呼び出しが失敗しています");
        assertThat(node.get().open()).extracting(Alert::name).containsExactly("erp");
    }

    @Test
    void thatNobodyElseGetsStuckDoesNotSayThatThoseWhoAreGoOn() {
        var none = new Sign("runs.stuck.new", Unit.COUNT, 0, new Limit(0, Duration.ZERO), null, List.of());
        var one = new Trouble("welcome", "ようこそ", 1, "/scenarios/welcome/incidents");
        var node = node(1);
        look(node, new Sign("runs.stuck.new", Unit.COUNT, 1, new Limit(0, Duration.ZERO), null, List.of(one)));
        look(node, none);

        assertThat(told(mika).get(0)).contains("「ようこそ」", "止まっている人は、再実行するまでそのまま");
        assertThat(notices.newest(mika, false, 1).get(0).path()).isEqualTo("/scenarios/welcome/incidents");
    }

    @Test
    void whatCanNotBeReadIsNotOver() {
        var node = node(1);
        look(node, mail(700));

        look(node, false, late(0));
        assertThat(node.get().open()).hasSize(1);

        look(node, true, late(0));
        assertThat(node.get().open()).isEmpty();
    }

    @Test
    void whatIsOverIsForgottenAfterThirtyDays() {
        var node = node(1);
        look(node, mail(700));
        look(node, mail(0));
        hands.forward(Duration.ofDays(29));
        look(node, mail(0));
        assertThat(node.get().ended()).hasSize(1);

        hands.forward(Duration.ofDays(2));
        look(node, mail(0));

        assertThat(jdbc.sql("SELECT COUNT(*) FROM alert").query(Long.class).single())
                .isZero();
    }
}
