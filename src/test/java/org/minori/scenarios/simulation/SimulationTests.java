package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.administration.UserAdministration;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.runs.Drawn;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class SimulationTests {

    @Autowired
    Simulations simulations;

    @Autowired
    ScenarioDrafts drafts;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ReferenceData reference;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    UserAdministration users;

    @Autowired
    PlatformTransactionManager transactions;

    private String draft(String key, int wait) {
        var email = jdbc.sql("SELECT email_key FROM email_template ORDER BY email_key LIMIT 1")
                .query(String.class)
                .single();
        drafts.save(
                key,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .task("Send", "sendEmail", "email", email)
                        .task("Split", "splitRandomly", "weights", "A:50,B:50")
                        .whicheverFirst("Which")
                        .event("Clicked", "emailClicked", "subject", email)
                        .days("Wait", wait)
                        .task("Again", "sendEmail", "email", email)
                        .days("Long", 30)
                        .end("Won", "converted")
                        .end("Over", "exhausted")
                        .way("Start", "Send", "Split", "Which", "Clicked", "Won")
                        .way("Which", "Wait", "Again", "Long", "Over")
                        .xml()
                        .getBytes(StandardCharsets.UTF_8));
        return key;
    }

    private Simulation simulated(String scenario, int people, int days, long seed) throws Exception {
        var behaviour = Conduct.of(new Behaviour(0.4, 0.3, 0, 0, 12));
        var id = simulations.ask(scenario, new Simulations.Question(people, null, days, seed, behaviour, 1));
        return finished(id);
    }

    private Simulation finished(long id) throws InterruptedException {
        var simulation = simulations.get(Long.toString(id));
        for (int i = 0; i < 600 && !simulation.finished(); i++) {
            Thread.sleep(200);
            simulation = simulations.get(Long.toString(id));
        }
        assertThat(simulation.state()).isEqualTo(Simulation.State.DONE);
        return simulation;
    }

    private Map<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema IN (SCHEMA(), 'PUBLIC')"
                        + " AND table_type LIKE 'BASE%' AND table_name NOT LIKE 'flyway%'")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table.toLowerCase(Locale.ROOT),
                        jdbc.sql("SELECT COUNT(*) FROM " + table)
                                .query(Long.class)
                                .single()));
        rows.remove("simulation");
        return rows;
    }

    @Test
    void nothingThatNamesAPersonGoesAlong() throws Exception {
        var details = new ContactDetails(
                "himitsu@example.jp",
                "crm-4711",
                "秘密田",
                "花子",
                "ヒミツダ",
                "ハナコ",
                "みのり商事",
                null,
                "部長",
                "+81312345678",
                null,
                null,
                null,
                null,
                null);
        var contact = new TransactionTemplate(transactions)
                .execute(status -> contacts.upsert(details).id().value());
        users.invite("naisho@example.jp", "内緒 次郎", Set.of(Role.MARKETER), Locale.JAPANESE);

        var data = json.writeValueAsString(reference.read(List.of(contact)));

        assertThat(data).contains("部長").contains(Long.toString(contact));
        assertThat(data).doesNotContain("秘密田", "花子", "ヒミツダ", "ハナコ", "himitsu", "crm-4711", "312345678", "naisho", "内緒");
    }

    @Test
    void monthsPassWithoutATraceInTheLivingTablesOrItsClock() throws Exception {
        var scenario = draft("simulated-apart", 3);
        var before = rows();

        var result = simulated(scenario, 40, 60, 7).result();

        assertThat(rows()).isEqualTo(before);
        assertThat(before).containsKeys("outbox_mail", "mailbox_mail", "enrolment", "contact", "act_ru_job");
        assertThat(ClockUtil.getCurrentTime().toInstant())
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(result).isNotNull();
        long converted = result.ended().getOrDefault("converted", 0L);
        long exhausted = result.ended().getOrDefault("exhausted", 0L);
        assertThat(converted).isBetween(4L, 22L);
        assertThat(converted + exhausted).isEqualTo(40);
        assertThat(result.running()).isZero();
        assertThat(result.mails()).isEqualTo(40 + exhausted);
        assertThat(result.mailsPerDay()).hasSize(60).startsWith(40);
        assertThat(result.mailsPerDay().get(3)).isEqualTo((int) exhausted);
        assertThat(result.overCap()).isEqualTo((int) exhausted);
        assertThat(result.maxMailsPerContactPerWeek()).isEqualTo(2);
    }

    @Test
    void theSameSeedGivesTheSameResultAndThoseWhoStillWaitAreCounted() throws Exception {
        var scenario = draft("simulated-twice", 2);

        var first = simulated(scenario, 30, 10, 3);
        var second = simulated(scenario, 30, 10, 3);
        var other = simulated(scenario, 30, 10, 4);

        assertThat(json.writeValueAsString(second.result())).isEqualTo(json.writeValueAsString(first.result()));
        assertThat(json.writeValueAsString(other.result())).isNotEqualTo(json.writeValueAsString(first.result()));
        long ended = first.result().ended().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(first.result().running()).isPositive().isEqualTo(30 - ended);
    }
}
