package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.sales.SalesTaskId;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.operations.Migrating.Reason;
import org.minori.scenarios.operations.Migrating.Stuck;
import org.minori.scenarios.runs.Drawn;
import org.minori.tracking.Touchpoint;

/** Whatever a moved run waits for is waited for in the new version too. */
class MovedWaitsTests extends MigrationTest {

    @Test
    void whatIsWaitedForMovesToAStepOfAnotherName() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked", "subject", "offer")
                .days("Week", 7)
                .end("Yes", "converted")
                .end("No", "exhausted")
                .way("Start", "First", "Clicked", "Yes")
                .way("First", "Week", "No"));
        var people = people(scenario, 3);
        var due = dueDates(scenario);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .whicheverFirst("Race")
                        .event("Hit", "emailClicked", "subject", "other")
                        .days("Days", 14)
                        .event("Called", "phoned")
                        .end("Yes", "converted")
                        .end("No", "exhausted")
                        .way("Start", "Race", "Hit", "Yes")
                        .way("Race", "Called", "Yes")
                        .way("Race", "Days", "No")
                        .xml());
        var unsaid = migrating.preview(everyone(scenario));
        assertThat(unsaid.movable()).isZero();
        assertThat(unsaid.stuck()).extracting(Stuck::reason).containsExactly(Reason.NOT_CHOSEN);

        var said = new Move(scenario, 1, 2, Map.of("First", "Race", "Clicked", "Hit"), null);
        assertThat(migrating.preview(said).mapping())
                .containsEntry("Clicked", "Hit")
                .containsEntry("Week", "Days");
        assertThat(move(said).done()).isEqualTo(3);

        assertThat(dueDates(scenario)).isEqualTo(due);
        clicked(people.get(0), "offer");
        assertThat(runs.of(scenario, people.get(0)).waitsAt()).containsExactly("Race");
        clicked(people.get(0), "other");
        assertThat(runs.of(scenario, people.get(0)).status()).isEqualTo("ENDED converted");
        activities.record(List.of(new Touchpoint(null, people.get(1), "phoned", "us", Instant.now(), Map.of(), false)));
        runs.work();
        assertThat(runs.of(scenario, people.get(1)).status()).isEqualTo("ENDED converted");
        runs.of(scenario, people.get(2)).fire("Days");
        assertThat(runs.of(scenario, people.get(2)).status()).isEqualTo("ENDED exhausted");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM scenario_wait w JOIN enrolment e ON e.id = w.enrolment_id "
                                + "WHERE e.scenario_key = :key")
                        .param("key", scenario)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void goalsThatTheNewVersionAddsAreWaitedForAndThoseThatItDropsAreNot() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Week", 7)
                .end("End", "exhausted")
                .goal("Old", "emailClicked", "subject", "old")
                .way("Start", "Week", "End"));
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Week", 7)
                        .end("End", "exhausted")
                        .goal("New", "phoned")
                        .way("Start", "Week", "End")
                        .xml());
        move(everyone(scenario));

        clicked(taro, "old");
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Week");
        activities.record(List.of(new Touchpoint(null, taro, "phoned", "us", Instant.now(), Map.of(), false)));
        runs.work();
        assertThat(runs.of(scenario, taro).status()).startsWith("ENDED");
        assertThat(runs.of(scenario, taro).log()).contains("PASSED New");
    }

    @Test
    void whatSalesIsAskedStaysOneTaskAndItsAnswerArrives() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .handOff("HandOff")
                .end("End", "handedOver")
                .way("Start", "HandOff", "End"));
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .handOff("ToSales", "result", "answer")
                        .edge("Late", "ToSales", 5)
                        .choice("How", "Flow_No")
                        .days("Nurture", 30)
                        .end("End", "handedOver")
                        .way("Start", "ToSales", "How")
                        .flow("Flow_Yes", "How", "End", "answer = \"accepted\"")
                        .flow("Flow_No", "How", "Nurture", "")
                        .way("Nurture", "End")
                        .way("Late", "Nurture")
                        .xml());

        move(new Move(scenario, 1, 2, Map.of("HandOff", "ToSales"), null));

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("ToSales");
        var asked = jdbc.sql("SELECT id FROM sales_task WHERE contact_id = :contact")
                .param("contact", taro.value())
                .query(Long.class)
                .list();
        assertThat(asked).hasSize(1);
        tasks.accept(new SalesTaskId(asked.get(0)));
        runs.work();
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED handedOver");
    }

    @Test
    void aCalledScenarioIsWaitedForInTheNewVersionToo() {
        var called = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("Done", "converted")
                .way("Start", "Wait", "Done"));
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .call("Call", called)
                .end("End", "exhausted")
                .way("Start", "Call", "End"));
        var taro = people(scenario, 1).get(0);
        runs.work();
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .call("Other", called)
                        .days("Week", 7)
                        .end("End", "exhausted")
                        .way("Start", "Other", "Week", "End")
                        .xml());
        move(new Move(scenario, 1, 2, Map.of("Call", "Other"), null));

        runs.of(called, taro).fire("Wait");
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Week");
    }
}
