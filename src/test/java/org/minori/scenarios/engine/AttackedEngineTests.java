package org.minori.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What would happen if a drawing got past the compiler: the engine is given the attacks as they are. */
@MinoriTest
class AttackedEngineTests {

    private static final Path ATTACKS = Path.of("src/test/resources/drawings/attacks");

    @Autowired
    ProcessEngine engine;

    @Autowired
    ScenarioNames names;

    static Stream<Path> attacks() throws IOException {
        return Files.list(ATTACKS)
                .filter(file -> file.toString().endsWith(".bpmn"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackIsRefusedAtDeploymentOrCanNotRun(Path attack) throws IOException {
        var text = Files.readString(attack);
        long marks = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("minori.attacked"))
                .count();
        try {
            var deployment = engine.getRepositoryService()
                    .createDeployment()
                    .addString(attack.getFileName().toString(), text)
                    .deployWithResult();
            var definitions = deployment.getDeployedProcessDefinitions();
            if (definitions != null) {
                for (var definition : definitions) {
                    assertThatThrownBy(
                                    () -> engine.getRuntimeService().startProcessInstanceById(definition.getId(), "1"))
                            .isInstanceOf(RuntimeException.class);
                }
            }
            engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
        } catch (ProcessEngineException refused) {
            assertThat(refused).hasMessageNotContaining("NullPointerException");
        }
        assertThat(System.getProperties().stringPropertyNames().stream()
                        .filter(name -> name.startsWith("minori.attacked"))
                        .count())
                .isEqualTo(marks);
    }

    /** S-41 without compiler and gate: the expressions alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.System').getName()}",
                "${''.class.classLoader}",
                "${execution.processEngineServices}",
                "${execution}",
                "${dataSource}",
                "${environment.getProperty('spring.datasource.password')}",
                "${jdbcTemplate}",
                "${emailOutbox}",
                "${conditions.getClass()}",
                "${sendEmailDelegate.getClass()}",
                "${sendEmailDelegate.outbox}",
                "${now()}",
                "${currentUser()}",
                "#{systemProperties}"
            })
    void anExpressionReachesNothing(String text) {
        var expressions = new ScenarioExpressions(names);

        assertThatThrownBy(() -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                        .getCommandExecutorTxRequired()
                        .execute(context -> expressions.createExpression(text).getValue(new ExecutionEntity())))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void ourOwnNamesAreReached() {
        assertThat(names.find("sendEmailDelegate")).isNotNull();
        assertThat(names.find("conditions")).isInstanceOf(ElementValues.class);
        assertThat(names.find("dataSource")).isNull();
        assertThat(names.find("emailOutbox")).isNull();
    }

    /** S-46. */
    @Test
    void aSerialisedObjectIsNoVariable() {
        assertThatThrownBy(() -> engine.getTaskService().saveTask(withVariable()))
                .isInstanceOf(RuntimeException.class);
    }

    private Task withVariable() {
        var task = engine.getTaskService().newTask();
        engine.getTaskService().saveTask(task);
        engine.getTaskService()
                .setVariable(
                        task.getId(),
                        "x",
                        Variables.serializedObjectValue("rO0ABXNyABNqYXZhLnV0aWwuQXJyYXlMaXN0")
                                .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                                .objectTypeName("javax.swing.JEditorPane")
                                .create());
        return task;
    }
}
