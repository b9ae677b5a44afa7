package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.sales.Reason;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.scenarios.runs.RunStatistics.Period;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class RunStatisticsTests {

    private static final Set<String> SUCCESSES = Set.of("converted", "handedOver");
    private static final Period EVER = new Period(LocalDate.of(2026, 1, 1), null);

    @Autowired
    ScenarioRuns runs;

    @Autowired
    RunStatistics statistics;

    @Autowired
    TallyWorker tally;

    @Autowired
    Conversions conversions;

    @Autowired
    EarlierDays earlierDays;

    @Autowired
    SalesTasks tasks;

    @Autowired
    StepLog log;

    @Autowired
    Days days;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    /** Waits ten days; who is with sales comes to an end that says so, who is returned waits once more. */
    private String published() {
        return runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 10)
                .choice("Ripe", "Flow_No")
                .handOff("HandOff", "acceptWithinHours", "24")
                .choice("Accepted", "Flow_Returned")
                .days("Nurture", 30)
                .end("Converted", "converted")
                .end("Exhausted", "exhausted")
                .way("Start", "Wait", "Ripe")
                .flow("Flow_Yes", "Ripe", "HandOff", "stage = \"MQL\"")
                .flow("Flow_No", "Ripe", "Exhausted", "")
                .way("HandOff", "Accepted")
                .flow("Flow_Accepted", "Accepted", "Converted", "salesOutcome = \"accepted\"")
                .flow("Flow_Returned", "Accepted", "Nurture", "")
                .way("Nurture", "Exhausted"));
    }

    private void ripen(ContactId contact) {
        jdbc.sql("UPDATE contact SET stage = 'MQL' WHERE id = :id")
                .param("id", contact.value())
                .update();
    }

    private SalesTaskId taskOf(ContactId contact) {
        return new SalesTaskId(jdbc.sql("SELECT id FROM sales_task WHERE contact_id = :contact")
                .param("contact", contact.value())
                .query(Long.class)
                .single());
    }

    /** Six who came: one waits, one was not ripe, of four with sales one waits, one was returned, two were accepted. */
    private String travelled() {
        var scenario = published();
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < 6; i++) {
            people.add(runs.somebody());
        }
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        for (int i = 1; i < 6; i++) {
            if (i > 1) {
                ripen(people.get(i));
            }
            runs.of(scenario, people.get(i)).letDaysPass(10 + i);
            runs.of(scenario, people.get(i)).fire("Wait");
        }
        tasks.giveBack(taskOf(people.get(3)), Reason.of("まだ早い"));
        tasks.accept(taskOf(people.get(4)));
        tasks.accept(taskOf(people.get(5)));
        runs.work();
        return scenario;
    }

    private void addUp() {
        tally.round();
        conversions.round();
    }

    private RunStatistics.Statistics counted(String scenario) {
        return statistics.of(scenario, null, EVER);
    }

    /** What the log says, counted anew and plainly: entered, left, seconds waited, converted. */
    private Map<String, long[]> recounted(String scenario) {
        var recounted = new HashMap<String, long[]>();
        var ended = jdbc.sql("SELECT id, COALESCE(result, '') FROM enrolment WHERE scenario_key = :key")
                .param("key", scenario)
                .query((row, number) -> Map.entry(row.getLong(1), row.getString(2)))
                .list();
        for (var run : ended) {
            var steps = log.of(run.getKey());
            var since = new HashMap<String, Instant>();
            int handedOver = steps.stream().map(RunStep::element).toList().indexOf("HandOff");
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                boolean success = SUCCESSES.contains(run.getValue()) || i <= handedOver;
                var count = recounted.computeIfAbsent(step.element(), element -> new long[4]);
                if (!step.kind().equals("LEFT")) {
                    count[0]++;
                    count[3] += success ? 1 : 0;
                }
                if (!step.kind().equals("ENTERED")) {
                    count[1]++;
                }
                if (step.kind().equals("LEFT")) {
                    count[2] += Duration.between(since.get(step.element()), step.at())
                            .toSeconds();
                }
                if (step.flow() != null) {
                    recounted.computeIfAbsent(step.flow(), flow -> new long[4])[0]++;
                }
                since.put(step.element(), step.at());
            }
        }
        return recounted;
    }

    private void matches(String scenario) {
        var recounted = recounted(scenario);
        var counted = counted(scenario);
        assertThat(counted.steps()).hasSize(8).allSatisfy(step -> {
            var expected = recounted.getOrDefault(step.id(), new long[4]);
            assertThat(step.entered()).as(step.id()).isEqualTo(expected[0]);
            assertThat(step.left()).as(step.id()).isEqualTo(expected[1]);
            assertThat(step.converted()).as(step.id()).isEqualTo(expected[3]);
            if (Set.of("Wait", "HandOff", "Nurture").contains(step.id()) && expected[1] > 0) {
                assertThat(step.averageSeconds()).isCloseTo(expected[2] / expected[1], within(2L));
            } else {
                assertThat(step.averageSeconds()).as(step.id()).isNull();
            }
        });
        assertThat(counted.branches())
                .hasSize(4)
                .allSatisfy(branch -> assertThat(branch.taken())
                        .as(branch.id())
                        .isEqualTo(recounted.getOrDefault(branch.id(), new long[4])[0]));
    }

    private Map<String, List<Long>> stored(String scenario) {
        var stored = new LinkedHashMap<String, List<Long>>();
        jdbc.sql("""
                        SELECT on_day, element, entered, left_count, waited, converted FROM scenario_day
                        WHERE scenario_key = :key ORDER BY on_day, element
                        """).param("key", scenario).query(row -> {
            stored.put(
                    row.getString(1) + " " + row.getString(2),
                    List.of(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
        });
        return stored;
    }

    @Test
    void theNumbersAreThoseOfTheLogBeforeAndAfterTheyAreAddedUp() {
        var scenario = travelled();
        conversions.round();
        var before = counted(scenario);
        matches(scenario);

        addUp();

        assertThat(counted(scenario)).isEqualTo(before);
    }

    @Test
    void aStepTellsWhoCameWhoWentWhoWaitsHowLongAndWhatBecameOfThem() {
        var scenario = travelled();
        addUp();

        var counted = counted(scenario);
        assertThat(statistics.of(scenario, null, Period.ALL)).isEqualTo(counted);
        assertThat(counted.entered()).isEqualTo(6);
        assertThat(counted.converted()).isEqualTo(4);
        assertThat(counted.running()).isEqualTo(3);
        assertThat(counted.ended()).containsEntry("converted", 2L).containsEntry("exhausted", 1L);
        var wait = step(counted, "Wait");
        assertThat(wait.entered()).isEqualTo(6);
        assertThat(wait.left()).isEqualTo(5);
        assertThat(wait.waiting()).isEqualTo(1);
        assertThat(Duration.ofSeconds(Objects.requireNonNull(wait.averageSeconds()))
                        .toDays())
                .isEqualTo(13);
        assertThat(step(counted, "HandOff").converted()).isEqualTo(4);
        assertThat(step(counted, "HandOff").waiting()).isEqualTo(1);
        assertThat(counted.branches())
                .filteredOn(branch -> branch.source().equals("Ripe"))
                .extracting(RunStatistics.Branch::taken)
                .containsExactly(4L, 1L);
    }

    private static RunStatistics.Step step(RunStatistics.Statistics statistics, String id) {
        return statistics.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPeriodHoldsOnlyItsDays() {
        var scenario = travelled();
        addUp();
        var today = days.today();

        assertThat(step(statistics.of(scenario, null, new Period(null, today.minusDays(2))), "Wait"))
                .extracting(RunStatistics.Step::entered, RunStatistics.Step::left, RunStatistics.Step::waiting)
                .containsExactly(0L, 0L, 1L);
    }

    @Test
    void workersThatRunTwiceOrDieHalfWayChangeNothing() {
        var scenario = travelled();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            addUp();
            status.setRollbackOnly();
        });
        assertThat(stored(scenario)).isEmpty();
        addUp();
        var once = stored(scenario);
        assertThat(once).isNotEmpty();

        addUp();
        earlierDays.round();

        assertThat(stored(scenario)).isEqualTo(once);
        matches(scenario);
    }

    @Test
    void whoIsHandedOverTwiceIsOneSuccess() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .handOff("First", "acceptWithinHours", "24")
                .handOff("Second", "acceptWithinHours", "24")
                .end("Exhausted", "exhausted")
                .way("Start", "First", "Second", "Exhausted"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        tasks.giveBack(taskOf(taro), Reason.of("まだ早い"));
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Second");

        addUp();

        assertThat(step(counted(scenario), "First").converted()).isEqualTo(1);
        assertThat(counted(scenario).converted()).isEqualTo(1);
    }

    @Test
    void whoIsWokenAtAGatewayHasTakenTheFlowToWhatWokeThem() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked")
                .days("ThreeDays", 3)
                .end("End", "exhausted")
                .way("Start", "First")
                .flow("Flow_Clicked", "First", "Clicked", "")
                .flow("Flow_Late", "First", "ThreeDays", "")
                .way("Clicked", "End")
                .way("ThreeDays", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.of(scenario, taro).fire("ThreeDays");

        assertThat(counted(scenario).branches())
                .extracting(RunStatistics.Branch::id, RunStatistics.Branch::taken)
                .containsExactly(tuple("Flow_Clicked", 0L), tuple("Flow_Late", 1L));
    }

    @Test
    void whatTheLogHeldBeforeThereWereCountsByDayIsCountedOnce() {
        var scenario = travelled();
        addUp();
        var live = stored(scenario);
        var branches = counted(scenario).branches();
        jdbc.sql("DELETE FROM scenario_day").update();
        // As it was noted once, where several flows lead to an element.
        jdbc.sql("UPDATE enrolment_step SET further = REPLACE(further, '\"Exhausted\",\"Flow_No\"', '\"Exhausted\"')")
                .update();
        jdbc.sql("""
                        INSERT INTO scenario_day_history (after_run, last_step, last_end)
                        SELECT 0, MAX(s.id), (SELECT MAX(e.ended_at) FROM enrolment e) FROM enrolment_step s
                        """).update();

        earlierDays.round();
        earlierDays.round();

        assertThat(counted(scenario).branches()).isEqualTo(branches);
        var filled = stored(scenario);
        var today = days.today();
        var before = statistics.of(scenario, null, new Period(today.minusDays(20), today.minusDays(9)));
        assertThat(step(before, "Wait"))
                .extracting(RunStatistics.Step::entered, RunStatistics.Step::left)
                .containsExactly(5L, 0L);
        assertThat(sum(filled, "")).isEqualTo(sum(live, ""));
        assertThat(sum(filled, "#converted")).isEqualTo(sum(live, "#converted"));
        assertThat(sum(filled, "HandOff")).isEqualTo(sum(live, "HandOff"));
        assertThat(jdbc.sql("SELECT COUNT(*) FROM scenario_day_history")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Over all days, without the time waited, which the log and the engine note some milliseconds apart. */
    private static List<Long> sum(Map<String, List<Long>> stored, String element) {
        var sum = new long[3];
        stored.forEach((place, counts) -> {
            if (place.substring(place.indexOf(' ') + 1).equals(element)) {
                sum[0] += counts.get(0);
                sum[1] += counts.get(1);
                sum[2] += counts.get(3);
            }
        });
        return List.of(sum[0], sum[1], sum[2]);
    }

    @Test
    void nobodyInTheEngineAndNoRunIsNeededForTheNumbersToStay() {
        var scenario = travelled();
        addUp();
        var before = counted(scenario);
        for (var table : List.of("ACT_HI_PROCINST", "ACT_HI_TASKINST")) {
            jdbc.sql("DELETE FROM " + table + " WHERE PROC_DEF_KEY_ IN (SELECT DISTINCT KEY_ FROM ACT_RE_PROCDEF d "
                            + "JOIN scenario_version v ON v.process_definition_id = d.ID_ WHERE v.scenario_key = :key)")
                    .param("key", scenario)
                    .update();
        }
        jdbc.sql(
                        "DELETE FROM enrolment_step WHERE enrolment_id IN (SELECT id FROM enrolment WHERE scenario_key = :key)")
                .param("key", scenario)
                .update();

        assertThat(counted(scenario)).isEqualTo(before);
    }
}
