package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.DecisionTable.Row;
import org.minori.scenarios.authoring.DecisionTables;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class DecideStepTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    DecisionTables tables;

    @Autowired
    LeadScores scores;

    @Autowired
    Runs list;

    @Autowired
    RunPaths paths;

    @Autowired
    MockMvc browser;

    private final String table = "offer-" + Long.toString(System.nanoTime(), 36);

    private static Drawn deciding(String table) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Decide", "decide", "table", table)
                .choice("Which", "Flow_Other")
                .days("Hot", 1)
                .days("Cold", 1)
                .end("End", "exhausted")
                .way("Start", "Decide", "Which")
                .flow("Flow_Hot", "Which", "Hot", "decision = \"hot\"")
                .flow("Flow_Other", "Which", "Cold", "")
                .way("Hot", "End")
                .way("Cold", "End");
    }

    private ContactId withScore(int points) {
        var contact = runs.somebody();
        scores.add(List.of(
                new ScoreChange(contact, "overall", points, "test", 1, null, null, "test" + System.nanoTime())));
        return contact;
    }

    private void save(int limit) {
        tables.save(
                table,
                "提案の温度感",
                List.of(new Row("stage = \"CUSTOMER\"", "none"), new Row("score.overall >= " + limit, "hot")),
                "cold");
    }

    @Test
    void theFirstRowThatHoldsDecidesAndThePathSaysWhy() {
        save(50);
        var scenario = runs.publish(deciding(table));
        var taro = withScore(60);
        var hana = withScore(40);

        runs.enrol(scenario, taro, hana);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Hot");
        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("Cold");
        var run = list.find(scenario, runs.of(scenario, taro).enrolment()).orElseThrow();
        assertThat(paths.of(run).visits())
                .filteredOn(visit -> visit.element().equals("Decide"))
                .extracting(RunPaths.Visit::why)
                .containsExactly("stage = LEAD; score.overall = 60");
        assertThat(tables.find(table).orElseThrow().answers()).containsExactlyInAnyOrder("none", "hot", "cold");
    }

    @Test
    void aPublishedScenarioKeepsTheTableItWasPublishedWith() {
        save(50);
        var scenario = runs.publish(deciding(table));
        save(70);
        var taro = withScore(60);
        runs.enrol(scenario, taro);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Hot");

        published.publish(scenario, deciding(table).xml());
        var hana = withScore(60);
        runs.enrol(scenario, hana);

        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("Cold");
    }

    @Test
    void whatCanNotBeDecidedByIsNotSaved() {
        for (var when : List.of("score.overall >=", "inSegment = true", "field.noSuchField = \"x\"", "${1}")) {
            assertThatThrownBy(() -> tables.save(table, "表", List.of(new Row(when, "a")), "b"))
                    .as(when)
                    .isInstanceOf(InvalidInput.class);
        }
        assertThat(tables.find(table)).isEmpty();
    }

    @Test
    void aTableIsMadeAndChangedInAForm() throws Exception {
        browser.perform(post("/settings/decision-tables")
                        .param("key", table)
                        .param("name", "温度感")
                        .param("when", "score.overall >= 50", "", "stage = \"MQL\"")
                        .param("then", "hot", "", "warm")
                        .param("otherwise", "cold")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/settings/decision-tables"));
        assertThat(tables.find(table).orElseThrow().rows()).hasSize(2);

        browser.perform(get("/settings/decision-tables/" + table).with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("score.overall &gt;= 50")));
        browser.perform(post("/settings/decision-tables/" + table)
                        .param("name", "温度感")
                        .param("when", "score.overall >")
                        .param("then", "hot")
                        .param("otherwise", "cold")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("途中で終わっています")));
        browser.perform(get("/settings/decision-tables").with(SignedIn.as(Role.OPERATOR)))
                .andExpect(content().string(containsString("温度感")));
    }
}
