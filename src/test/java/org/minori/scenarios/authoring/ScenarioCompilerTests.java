package org.minori.scenarios.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Problem.Severity;

class ScenarioCompilerTests {

    static List<Path> goodOnes() {
        return Drawings.in("good");
    }

    @ParameterizedTest
    @MethodSource("goodOnes")
    void aGoodDrawingCompilesWithoutAWord(Path drawing) {
        var compilation =
                Drawings.compiler().compile("test", Drawings.text(drawing).getBytes(UTF_8));

        assertThat(compilation.problems()).isEmpty();
        assertThat(compilation.publishable()).isTrue();
    }

    @Test
    void theEngineTakesEveryModelEvenTwoScenariosOfOneDrawing() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:compiler-tests");
        configuration.setJobExecutorActivate(false);
        ProcessEngine engine = configuration.buildProcessEngine();
        try {
            for (var drawing : goodOnes()) {
                for (var key : List.of("one", "2nd")) {
                    var compiled = Drawings.compiler()
                            .recompile(key, Drawings.text(drawing).getBytes(UTF_8));
                    var name = drawing.getFileName().toString();

                    var deployment = engine.getRepositoryService()
                            .createDeployment()
                            .addString(name, compiled.executableXml())
                            .deployWithResult();

                    assertThat(deployment.getDeployedProcessDefinitions())
                            .singleElement()
                            .satisfies(definition ->
                                    assertThat(definition.getKey()).isEqualTo(ScenarioCompiler.processId(key)));
                }
            }
        } finally {
            engine.close();
        }
    }

    @Test
    void aTimerOnAWaitEndsTheWait() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:timer-on-wait");
        configuration.setJobExecutorActivate(false);
        var nothing = (ExecutionListener) execution -> {};
        configuration.setBeans(Map.of("runListener", nothing, "waitListener", nothing));
        ProcessEngine engine = configuration.buildProcessEngine();
        try {
            engine.getRepositoryService()
                    .createDeployment()
                    .addString(
                            "wait.bpmn",
                            Drawings.compiled(Drawings.good("boundary-on-wait")).executableXml())
                    .deploy();
            var run = engine.getRuntimeService().startProcessInstanceByKey("test");
            assertThat(engine.getRuntimeService().getActiveActivityIds(run.getId()))
                    .containsExactly("Event_Click");

            engine.getManagementService()
                    .executeJob(engine.getManagementService()
                            .createJobQuery()
                            .singleResult()
                            .getId());

            assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                    .isZero();
            assertThat(engine.getHistoryService()
                            .createHistoricActivityInstanceQuery()
                            .activityId("Event_Late")
                            .count())
                    .isEqualTo(1);
        } finally {
            engine.close();
        }
    }

    @ParameterizedTest
    @MethodSource("goodOnes")
    void nothingOfTheDrawingStandsWhereTheEngineEvaluates(Path drawing) {
        var compiled = Drawings.compiled(Drawings.text(drawing));

        for (var name :
                List.of("camunda:property", "minori:step", "userTask id=\"Activity_Hand\" name", "inputOutput")) {
            assertThat(compiled.executableXml()).doesNotContain(name);
        }
    }

    @Test
    void stepsBecomeDelegatesWaitsTimersAndMessages() {
        var waits = Drawings.compiled(Drawings.good("all-waits")).executableXml();

        assertThat(waits)
                .contains("PT5M", "PT2H", "P3D", "P14D", "${dates['Event_Date']}", "${dates['Event_Field']}")
                .contains("name=\"minori.Event_Click\"", "${waitListener}", "${runListener}", "P90D");
        assertThat(Drawings.compiled(Drawings.good("one-mail")).executableXml())
                .contains("delegateExpression=\"${sendEmailDelegate}\"")
                .doesNotContain("asyncBefore");
        assertThat(Drawings.compiled(Drawings.good("branches")).executableXml()).contains("${conditions['Flow_4']}");
        assertThat(Drawings.compiled(Drawings.good("all-starts")).executableXml())
                .contains("minori.start.test.Event_startOnScore");
    }

    @Test
    void stepsElementsAndConditionsAreGivenWithTheirIds() {
        var compiled = Drawings.compiled(Drawings.good("whichever-first"));

        assertThat(compiled.name()).isEqualTo("どれか早いもの");
        assertThat(compiled.steps().get("Event_1"))
                .isEqualTo(new Step("Event_1", "waitForEvent", Map.of("event", "scoreReached", "atLeast", "50")));
        assertThat(compiled.elements().get("Gateway_First").gatewayEvents()).hasSize(6);
        assertThat(compiled.elements().get("Event_End").result()).isEqualTo("left");
        assertThat(Drawings.compiled(Drawings.good("all-starts")).starts()).hasSize(5);
        assertThat(Drawings.compiled(Drawings.good("branches")).conditions()).hasSize(4);
    }

    @Test
    void goalsEndTheRunAsConvertedAndAreNoStarts() {
        var compiled = Drawings.compiled(Drawings.good("goals"));

        assertThat(compiled.goalEvents()).hasSize(5).contains("Event_Goal0");
        assertThat(compiled.starts()).extracting(Step::element).containsExactly("Event_Start");
        assertThat(compiled.elements().get("Event_GoalEnd0").result()).isEqualTo("converted");
        assertThat(compiled.executableXml()).contains("triggeredByEvent=\"true\"", "minori.Event_Goal4");
    }

    @Test
    void aHandOffWaitsForTheFinalOutcomeOnlyWhereABranchAsksForIt() {
        assertThat(Drawings.compiled(Drawings.good("hand-off-decision"))
                        .steps()
                        .get("Activity_Hand")
                        .parameters())
                .containsEntry(ScenarioCompiler.UNTIL, "decision");
        assertThat(Drawings.compiled(Drawings.good("hand-off-outcome"))
                        .steps()
                        .get("Activity_Hand")
                        .parameters())
                .containsEntry(ScenarioCompiler.UNTIL, "outcome");
    }

    @Test
    void aDrawingInAnotherEncodingIsReadAsItSays() {
        var shiftJis = Drawings.good("one-mail").replace("encoding=\"UTF-8\"", "encoding=\"Shift_JIS\"");

        var compilation = Drawings.compiler().compile("test", shiftJis.getBytes(Charset.forName("Shift_JIS")));

        assertThat(compilation.name()).isEqualTo("メールを 1 通送る");
    }

    @Test
    void compilingTwiceGivesTheSame() {
        assertThat(Drawings.compiled(Drawings.good("branches")))
                .isEqualTo(Drawings.compiled(Drawings.good("branches")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one-mail | sendEmail | sendMail | Activity_Mail | unknownStep",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"webhook\" value=\"gone\"/><camunda:property name=\"minori:step\" value=\"callWebhook\" | Activity_Mail | unknownChoice",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"segment\" value=\"engaged\"/><camunda:property name=\"minori:step\" value=\"addToSegment\" | Activity_Mail | notAFixedSegment",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"scenarios\" value=\"welcome,gone\"/><camunda:property name=\"minori:step\" value=\"leaveScenarios\" | Activity_Mail | unknownChoice",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"scenarios\" value=\"welcome, test\"/><camunda:property name=\"minori:step\" value=\"leaveScenarios\" | Activity_Mail | leavesItself",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"table\" value=\"gone\"/><camunda:property name=\"minori:step\" value=\"decide\" | Activity_Mail | unknownChoice",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"audience\" value=\"gone\"/><camunda:property name=\"minori:step\" value=\"addToAudience\" | Activity_Mail | unknownChoice",
                "one-mail | name=\"minori:step\" value=\"sendEmail\" | name=\"slot\" value=\"Top banner\"/><camunda:property name=\"content\" value=\"a\"/><camunda:property name=\"minori:step\" value=\"showContent\" | Activity_Mail | parameterValue",
                "one-mail | sendEmail | wait | Activity_Mail | stepElsewhere",
                "one-mail | document-thanks | nowhere | Activity_Mail | unknownEmail",
                "one-mail | name=\"email\" | name=\"mail\" | Activity_Mail | missingParameter",
                "one-mail | name=\"email\" | name=\"mail\" | Activity_Mail | unknownParameter",
                "one-mail | value=\"12\" | value=\"soon\" | Activity_Mail | parameterNumber",
                "one-mail | value=\"skip\" | value=\"perhaps\" | Activity_Mail | parameterChoice",
                "one-mail | exhausted | tired | Event_End | unknownResult",
                "one-mail | targetRef=\"Event_End\" | targetRef=\"Event_Gone\" | Flow_2 | looseFlow",
                "one-mail | startManually | startOnForm | Event_Start | missingParameter",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"form\" value=\"two words\"/><camunda:property name=\"minori:step\" value=\"startOnForm\" | Event_Start | parameterValue",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"urlPattern\" value=\"*/price*\"/><camunda:property name=\"times\" value=\"0\"/><camunda:property name=\"minori:step\" value=\"startOnPage\" | Event_Start | parameterNumber",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"action\" value=\"opened\"/><camunda:property name=\"link\" value=\"price\"/><camunda:property name=\"minori:step\" value=\"startOnEmail\" | Event_Start | linkOnlyForClicks",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"action\" value=\"clicked\"/><camunda:property name=\"email\" value=\"gone\"/><camunda:property name=\"minori:step\" value=\"startOnEmail\" | Event_Start | unknownEmail",
                "all-starts | value=\"engaged\" | value=\"nobody\" | Event_startOnSegment | unknownSegment",
                "all-starts | value=\"MQL\" | value=\"WARM\" | Event_startOnStage | unknownStage",
                "all-waits | renewalDate | industry | Event_Field | noDateField",
                "all-waits | renewalDate | nothing | Event_Field | unknownField",
                "all-waits | 2027-01-04 | tomorrow | Event_Date | parameterValue",
                "all-waits | messageEventDefinition | timerEventDefinition | Event_Click | symbolElsewhere",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"field\" value=\"industry\"/><camunda:property name=\"minori:step\" value=\"startOnDate\" | Event_Start | noDateField",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"cron\" value=\"0 9 * *\"/><camunda:property name=\"segment\" value=\"engaged\"/><camunda:property name=\"minori:step\" value=\"startOnSchedule\" | Event_Start | cronUnreadable",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"cron\" value=\"0 9 30 2 *\"/><camunda:property name=\"segment\" value=\"engaged\"/><camunda:property name=\"minori:step\" value=\"startOnSchedule\" | Event_Start | cronNever",
                "one-mail | name=\"minori:step\" value=\"startManually\" | name=\"cron\" value=\"0,20 9 * * *\"/><camunda:property name=\"segment\" value=\"engaged\"/><camunda:property name=\"minori:step\" value=\"startOnSchedule\" | Event_Start | cronTooOften",
                "circle-with-wait | value=\"wait\" | value=\"waitForBusinessHours\" | Event_Wait | circle",
                "circle-with-wait | name=\"minori:step\" value=\"wait\" | name=\"calendar\" value=\"nights\"/><camunda:property name=\"minori:step\" value=\"waitForBusinessHours\" | Event_Wait | unknownChoice",
                "branches | default=\"Flow_default\" |  | Gateway_1 | noDefault",
                "branches | default=\"Flow_default\" |  | Flow_default | noCondition",
                "branches | default=\"Flow_default\" | default=\"Flow_1\" | Gateway_1 | defaultElsewhere",
                "branches | not (score | not score | Flow_6 | conditionWord",
                "branches | inSegment = true | inSegmnt = true | Flow_4 | unknownResultName",
                "branches | field.industry | field.color | Flow_8 | unknownField",
                "branches | A:50,B:30,C:20 | A:50,A:30 | Activity_Split | parameterValue",
                "branches | B:30 | X:30 | Flow_6 | neverTrue",
                "hand-off-decision | attachedToRef=\"Activity_Hand\" | attachedToRef=\"Activity_Stage\" | Event_Late | boundaryElsewhere",
                "hand-off-decision | value=\"owner\" | value=\"nobody@example.com\" | Activity_Notify | unknownUser",
                "circle-with-wait | intermediateCatchEvent | serviceTask | Event_Wait | stepElsewhere",
                "goals | triggeredByEvent=\"true\" |  | Activity_GoalBox0 | onlyGoals",
                "goals | stageChanged | scoreReached | Event_Goal0 | atLeastNeeded",
                "parallel | parallelGateway | inclusiveGateway | Gateway_Fork | element",
            })
    void everyFaultIsNamedAtItsElement(String drawing, String from, String to, String element, String message) {
        var problems = Drawings.problems(Drawings.good(drawing).replace(from, to == null ? "" : to));

        assertThat(problems)
                .filteredOn(problem -> element.equals(problem.element()))
                .extracting(Problem::messageKey)
                .contains("authoring.problem." + message);
    }

    @Test
    void warningsDoNotKeepADrawingFromBeingPublished() {
        var withIsland = Drawings.good("one-mail")
                .replace(
                        "<bpmn:endEvent id=\"Event_End\"",
                        "<bpmn:endEvent id=\"Event_Island\" /><bpmn:endEvent id=\"Event_End\"")
                .replace(
                        "<bpmn:serviceTask id=\"Activity_Mail\"",
                        "<bpmn:serviceTask camunda:asyncBefore=\"true\" id=\"Activity_Mail\"");

        var compilation = Drawings.compiler().compile("test", withIsland.getBytes(UTF_8));

        assertThat(compilation.publishable()).isTrue();
        assertThat(compilation.problems())
                .extracting(Problem::element, Problem::severity)
                .containsExactlyInAnyOrder(
                        tuple("Activity_Mail", Severity.WARNING), tuple("Event_Island", Severity.WARNING));
    }

    @Test
    void namesOfTheFileAreDetailsAndNotPartOfTheMessage() {
        var foreign = Drawings.good("one-mail")
                .replace(
                        "<bpmn:serviceTask id=\"Activity_Mail\"",
                        "<bpmn:serviceTask camunda:asyncBefore=\"true\" camunda:exclusive=\"false\" id=\"Activity_Mail\"");

        assertThat(Drawings.problems(foreign)).singleElement().satisfies(problem -> {
            assertThat(problem.arguments()).isEmpty();
            assertThat(problem.details()).containsExactlyInAnyOrder("serviceTask asyncBefore", "serviceTask exclusive");
        });
    }

    @Test
    void idsThatTheBrowserCanNotDrawAreWarnedOf() {
        var drawn = Drawings.good("one-mail")
                .replaceFirst("<bpmndi:BPMNShape id=\"[^\"]*\"", "<bpmndi:BPMNShape id=\"図形_1\"");

        assertThat(Drawings.problems(drawn)).singleElement().satisfies(problem -> {
            assertThat(problem.messageKey()).isEqualTo("authoring.problem.undrawableId");
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.details()).containsExactly("図形_1");
        });
    }

    @Test
    void problemsComeAsOneReadsTheDiagram() {
        var broken = Drawings.good("branches").replace("hot-leads", "nobody").replace("20.5", "nonsense");

        assertThat(Drawings.problems(broken)).extracting(Problem::element).containsExactly("Activity_Check", "Flow_10");
    }
}
