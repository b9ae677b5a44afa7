package org.minori.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.health.InstallationHealth.State;
import org.minori.health.Node.Disk;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.Role;
import org.minori.web.VitalSigns;
import org.minori.web.VitalSigns.Limit;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Unit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class HealthPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vitals vitals;

    @Autowired
    Nodes nodes;

    @Autowired
    Alerts alerts;

    @Autowired
    HealthSettings settings;

    @Autowired
    TransactionTemplate transaction;

    private final long mail = TimeOrderedIds.next();
    private final String hook = "health-" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void begin() {
        jdbc.sql("DELETE FROM alert").update();
        jdbc.sql("UPDATE alert_watch SET node_id = NULL, held_until = NULL").update();
    }

    @AfterEach
    void end() {
        jdbc.sql("DELETE FROM outbox_mail WHERE id = ?").param(mail).update();
        jdbc.sql("DELETE FROM webhook WHERE webhook_key = ?").param(hook).update();
        jdbc.sql("DELETE FROM alert").update();
        nodes.goodbye();
        vitals.now();
    }

    private ResultActions page(String language) throws Exception {
        return browser.perform(get("/operations/health")
                        .header("Accept-Language", language)
                        .with(SignedIn.as(Role.OPERATOR)))
                .andExpect(status().isOk());
    }

    private void lateMail() {
        var due = Utc.of(Instant.now().minus(Duration.ofDays(40)));
        jdbc.sql("""
                        INSERT INTO outbox_mail (id, once_key, contact_id, email_key, origin, send_late, any_hour,
                          also_with_sales, state, attempt, tries, doubtful, due_at, created_at)
                        VALUES (?, ?, 1, 'e', 'o', TRUE, TRUE, TRUE, 'QUEUED', 0, 0, FALSE, ?, ?)
                        """).params(mail, "late:" + mail, due, due).update();
    }

    @Test
    void aLateMailIsToldInOneSentenceWithWhatToDoAndStaysInTheHistory() throws Exception {
        lateMail();
        alerts.look(vitals.now());

        page("ja")
                .andExpect(content()
                        .string(allOf(
                                containsString("件の問題があります"),
                                containsString("メールの配信が遅れています"),
                                containsString("メールサーバーの状態と送信の設定を確認してください"),
                                containsString("40日"),
                                containsString("要対応"))));
        page("en")
                .andExpect(content()
                        .string(allOf(
                                containsString("Mail is late"),
                                containsString("See whether the mail server answers"))));

        jdbc.sql("DELETE FROM outbox_mail WHERE id = ?").param(mail).update();
        alerts.look(vitals.now());

        page("en")
                .andExpect(content()
                        .string(allOf(
                                containsString("Mail is late"),
                                not(containsString("See whether the mail server answers")))));
    }

    @Test
    void aFailingWebhookIsNamedWithALinkToIt() throws Exception {
        jdbc.sql("""
                        INSERT INTO webhook (webhook_key, name, url, secret, active, failures, failing_since, created_at)
                        VALUES (?, '顧客管理', 'https://crm.example.jp/', 'x', TRUE, 7, ?, ?)
                        """).params(hook, Utc.of(Instant.now()), Utc.of(Instant.now())).update();
        vitals.now();

        page("ja")
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"/settings/webhooks/" + hook + "\""), containsString("顧客管理"))));
    }

    @Test
    void thisNodeIsInTheListWhileItRuns() throws Exception {
        nodes.beat(new Disk(80L << 30, 250L << 30), java.util.Map.of("runs.executed", 12.5));
        vitals.now();

        page("ja").andExpect(content().string(allOf(containsString("80.0 GB / 250.0 GB"), containsString("12.5 件/秒"))));
        nodes.goodbye();
        page("en").andExpect(content().string(not(containsString("80.0 GB of 250.0 GB"))));
    }

    @Test
    void thePartThatRenewsItselfComesWithoutTheFrame() throws Exception {
        browser.perform(get("/operations/health")
                        .param("part", "true")
                        .header("HX-Request", "true")
                        .with(SignedIn.as(Role.OPERATOR)))
                .andExpect(content()
                        .string(allOf(
                                containsString("every 10s"),
                                containsString("/operations/health?part=true"),
                                not(containsString("<html")))));
        browser.perform(get("/operations").with(SignedIn.as(Role.OPERATOR)))
                .andExpect(redirectedUrl("/operations/health"));
    }

    @Test
    void whatMustAlwaysHoldStandsBesideIt() throws Exception {
        browser.perform(get("/operations/checks")
                        .header("Accept-Language", "ja")
                        .with(SignedIn.as(Role.OPERATOR)))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("担当側はひとつ"), containsString("稼働状況"))));
    }

    @Test
    void everySignHasWordsAndEveryOneWithALimitSaysWhatToDo() throws Exception {
        var names = vitals.now().signs();
        var texts = new java.util.Properties();
        try (var file = java.nio.file.Files.newBufferedReader(
                java.nio.file.Path.of("src/main/resources/messages/health_ja.properties"))) {
            texts.load(file);
        }

        assertThat(names).hasSizeGreaterThan(15).allSatisfy(sign -> {
            if (!sign.name().startsWith("disk.")) {
                assertThat(texts).containsKeys("health.sign." + sign.name(), "health.sign." + sign.name() + ".help");
            }
            if (sign.limit() != null) {
                assertThat(texts)
                        .containsKeys(
                                "health.alert." + sign.name(),
                                "health.alert." + sign.name() + ".todo",
                                "health.alert." + sign.name() + ".over");
            }
        });
    }

    @Test
    void theStateOfAllIsThatOfItsWorstPart() {
        assertThat(look(late(0)).state()).isEqualTo(State.OK);
        assertThat(look(late(61)).state()).isEqualTo(State.WATCH);
        assertThat(look(late(61), full(1)).state()).isEqualTo(State.BAD);
        assertThat(look(late(0)).complete()).isTrue();
    }

    @Test
    void aModuleThatFailsHidesNoOther() {
        var view = new InstallationHealth(
                        new Vitals(
                                List.of(
                                        () -> {
                                            throw new IllegalStateException("the table is gone");
                                        },
                                        () -> List.of(late(5))),
                                settings,
                                new Hands()),
                        nodes,
                        alerts)
                .look();

        assertThat(view.complete()).isFalse();
        assertThat(view.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.value()).isEqualTo(5));
    }

    @Test
    void manyReadersWithinTenSecondsCostOneReading() {
        var hands = new Hands();
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        VitalSigns module = () -> {
            asked.incrementAndGet();
            return List.of(late(5));
        };
        var own = new Vitals(List.of(module), settings, hands);
        for (int i = 0; i < 100; i++) {
            own.current();
        }
        assertThat(asked).hasValue(1);

        hands.forward(Duration.ofSeconds(11));
        own.current();

        assertThat(asked).hasValue(2);
    }

    @Test
    void anInstallationMaySetALimitOfItsOwn() {
        var own = new HealthSettings(
                settings.data(), java.util.Map.of("runs.oldest", 10.0), settings.diskFree(), settings.diskPercent());
        var reading = new Vitals(List.of(() -> List.of(late(30))), own, new Hands()).now();

        assertThat(reading.signs().get(0).isTooMuch()).isTrue();
    }

    private InstallationHealth.View look(Sign... signs) {
        return new InstallationHealth(new Vitals(List.of(() -> List.of(signs)), settings, new Hands()), nodes, alerts)
                .look();
    }

    private static Sign late(double seconds) {
        return new Sign("runs.oldest", Unit.SECONDS, seconds, new Limit(60, Duration.ofMinutes(2)), null, List.of());
    }

    private static Sign full(int nodes) {
        return new Sign("nodes.full", Unit.COUNT, nodes, new Limit(0, Duration.ZERO), null, List.of());
    }
}
