package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.delivery.Mails;
import org.minori.delivery.QuietHours;
import org.minori.delivery.Sender;
import org.minori.scenarios.authoring.ScenarioSettings;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.storage.RehearsalClock;
import org.minori.storage.Utc;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is foreseen of a run is what then happens. */
@MinoriTest
@Import(Mails.class)
class ForecastTests {

    @Autowired
    Forecasts forecasts;

    @Autowired
    ScenarioRuns scenarios;

    @Autowired
    SettingsOfScenarios settings;

    @Autowired
    Runs runs;

    @Autowired
    RunPaths paths;

    @Autowired
    Mails mails;

    @Autowired
    Sender sender;

    @Autowired
    ActivityLog activities;

    @Autowired
    ManagementService jobs;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void itIsNowAgain() {
        RehearsalClock.end();
    }

    private String published() {
        var email = mails.marketing("<p>ご案内</p>");
        var second = mails.marketing("<p>事例</p>");
        var key = scenarios.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("First", "sendEmail", "email", email)
                .timer("Hours", "wait", "amount", "20", "unit", "hours")
                .task("Split", "splitRandomly", "weights", "A:50,B:50")
                .choice("Variant", "Flow_B")
                .whicheverFirst("Which")
                .event("Clicked", "emailClicked", "subject", email)
                .days("Wait", 3)
                .task("Points", "addScore", "points", "30")
                .choice("Keen", "Flow_Cold")
                .timer("Office", "waitForBusinessHours")
                .task("Second", "sendEmail", "email", second)
                .handOff("Sales")
                .end("Exhausted", "exhausted")
                .end("HandedOver", "handedOver")
                .way("Start", "First", "Hours", "Split", "Variant")
                .flow("Flow_A", "Variant", "Points", "variant = \"A\"")
                .flow("Flow_B", "Variant", "Which", "")
                .way("Which", "Clicked", "Points", "Keen")
                .way("Which", "Wait", "Office")
                .flow("Flow_Keen", "Keen", "Sales", "score.overall >= 60")
                .flow("Flow_Cold", "Keen", "Office", "")
                .way("Office", "Second", "Exhausted")
                .way("Sales", "HandedOver"));
        var quiet = new QuietHours(LocalTime.of(18, 0), LocalTime.of(10, 30));
        settings.save(key, new ScenarioSettings(Set.of(), Set.of(), null, quiet, null, null));
        return key;
    }

    private RunView run(String scenario, ContactId contact) {
        return runs.find(scenario, scenarios.of(scenario, contact).enrolment()).orElseThrow();
    }

    private Map<String, Long> rows() {
        var rows = new HashMap<String, Long>();
        for (var table : List.of(
                "outbox_mail",
                "enrolment_step",
                "scenario_wait",
                "scenario_signal",
                "scenario_tally",
                "sales_task",
                "touchpoint",
                "mailbox_mail")) {
            rows.put(
                    table,
                    jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single());
        }
        return rows;
    }

    /** Lets the time pass for good, as it does where the workers work. */
    private Instant forward(List<String> instances, Instant until) {
        var now = Instant.now();
        for (var next = next(instances, now); next != null && next.isBefore(until); next = next(instances, next)) {
            now = next;
            RehearsalClock.moveTo(now);
            jdbc.sql(
                            "SELECT ID_ FROM ACT_RU_JOB WHERE PROCESS_INSTANCE_ID_ IN (:ids) AND DUEDATE_ <= :now ORDER BY DUEDATE_")
                    .param("ids", instances)
                    .param("now", Utc.of(now))
                    .query(String.class)
                    .list()
                    .forEach(jobs::executeJob);
            scenarios.work();
            sender.sendDue();
            scenarios.work();
        }
        return now;
    }

    private Instant next(List<String> instances, Instant now) {
        return Stream.of(
                        first("SELECT MIN(DUEDATE_) FROM ACT_RU_JOB WHERE PROCESS_INSTANCE_ID_ IN (:ids)", instances),
                        first(
                                "SELECT MIN(m.due_at) FROM outbox_mail m JOIN enrolment e ON e.id = m.enrolment_id"
                                        + " WHERE m.state IN ('QUEUED', 'DEFERRED') AND e.process_instance_id IN (:ids)",
                                instances))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(due -> due.isAfter(now) ? due : now.plusMillis(1))
                .orElse(null);
    }

    private Instant first(String sql, List<String> instances) {
        return jdbc.sql(sql)
                .param("ids", instances)
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    private List<String> sent(RunView run) {
        return jdbc.sql(
                        "SELECT email_key, sent_at FROM outbox_mail WHERE enrolment_id = ? AND state = 'SENT' ORDER BY id")
                .param(run.id())
                .query((row, number) ->
                        minute(Utc.toInstant(row.getObject(2, LocalDateTime.class))) + " " + row.getString(1))
                .list();
    }

    private static String minute(Instant at) {
        return at.plusSeconds(30).toString().substring(0, 16);
    }

    private static List<String> told(List<RunPaths.Visit> visits) {
        return visits.stream()
                .map(visit -> minute(visit.enteredAt()) + " " + visit.element())
                .toList();
    }

    @Test
    void whatIsForeseenOfTwentyContactsAtDifferentStepsIsWhatThenHappens() {
        var scenario = published();
        var luck = new Random(11);
        var people = new ArrayList<ContactId>();
        var instances = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            var contact = mails.consenting(Mails.address());
            people.add(contact);
            scenarios.enrol(scenario, contact);
            var one = scenarios.of(scenario, contact);
            instances.add(one.instance());
            if (luck.nextInt(3) > 0) {
                one.fire("Hours");
            }
        }
        sender.sendDue();
        var email = jdbc.sql("SELECT email_key FROM outbox_mail WHERE enrolment_id = ? LIMIT 1")
                .param(run(scenario, people.get(0)).id())
                .query(String.class)
                .single();
        for (var contact : people) {
            if (luck.nextInt(4) == 0) {
                activities.record(
                        List.of(new Touchpoint(null, contact, "emailClicked", email, Instant.now(), Map.of(), false)));
            }
        }
        scenarios.work();
        var before = rows();
        var foreseen = new HashMap<ContactId, Forecast>();
        var visited = new HashMap<ContactId, Integer>();
        var mailed = new HashMap<ContactId, Integer>();
        for (var contact : people) {
            var run = run(scenario, contact);
            visited.put(contact, paths.of(run).visits().size());
            mailed.put(contact, sent(run).size());
            foreseen.put(contact, forecasts.of(run));
        }
        assertThat(rows()).isEqualTo(before);

        forward(instances, Instant.now().plus(Duration.ofDays(60)));

        var moments = new ArrayList<String>();
        for (var contact : people) {
            var forecast = foreseen.get(contact);
            var run = run(scenario, contact);
            var came = paths.of(run).visits();
            var went = sent(run);
            assertThat(told(forecast.steps()))
                    .as("steps of " + contact)
                    .isEqualTo(told(came.subList(visited.get(contact), came.size())));
            assertThat(forecast.mails().stream().map(mail -> minute(mail.at()) + " " + mail.email()))
                    .as("mails of " + contact)
                    .isEqualTo(went.subList(mailed.get(contact), went.size()));
            assertThat(forecast.result()).isEqualTo(run.result());
            assertThat(forecast.fails()).isFalse();
            moments.addAll(told(forecast.steps()));
        }
        assertThat(moments).anyMatch(moment -> moment.endsWith("Second"));
        assertThat(people.stream()
                        .map(contact -> told(foreseen.get(contact).steps()).size())
                        .distinct())
                .as("they stood at different steps")
                .hasSizeGreaterThan(2);
    }
}
