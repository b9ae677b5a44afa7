package org.minori.scenarios.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scenarios.authoring.ScenarioCompiler;
import org.minori.scenarios.reading.ScenarioChanges.Change;
import org.minori.scenarios.reading.ScenarioChanges.Kind;
import org.minori.scenarios.reading.ScenarioChanges.Setting;
import org.minori.scenarios.reading.ScenarioChanges.Value;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

@MinoriTest
class ScenarioChangesTests {

    @Autowired
    ScenarioNarrator narrator;

    @Autowired
    ScenarioCompiler compiler;

    private String before;

    @BeforeEach
    void readTheShippedOne() throws IOException {
        before = Files.readString(Path.of("processes/document-request.bpmn"));
        LocaleContextHolder.setLocale(Locale.JAPANESE);
    }

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private List<Change> changes(String after) {
        return narrator.changes(
                        compiler.compile("a", before.getBytes(StandardCharsets.UTF_8))
                                .outline(),
                        compiler.compile("a", after.getBytes(StandardCharsets.UTF_8))
                                .outline())
                .changes();
    }

    @Test
    void aStepThatIsSetOtherwiseIsNamedWithBothValuesAsPeopleSayThem() {
        var after = before.replace(
                        "name=\"email\" value=\"document-case-study\"", "name=\"email\" value=\"document-thanks\"")
                .replace("name=\"points\" value=\"20\"", "name=\"points\" value=\"35\"");

        assertThat(changes(after))
                .containsExactly(
                        new Change(
                                "Activity_SendCase",
                                Kind.CHANGED,
                                "導入事例を送る",
                                "",
                                List.of(new Setting(
                                        "メール",
                                        new Value("資料請求：導入事例", "/content/emails/document-case-study"),
                                        new Value("資料請求：お礼と資料", "/content/emails/document-thanks")))),
                        new Change(
                                "Activity_AddScore",
                                Kind.CHANGED,
                                "スコアを 20点加算",
                                "",
                                List.of(new Setting("点数", "20", "35"))));
    }

    @Test
    void whatAWaitIsAboutIsNamedAndNotSaidByItsKey() {
        var after = before.replace(
                "name=\"subject\" value=\"document-thanks\"", "name=\"subject\" value=\"document-case-study\"");

        assertThat(after).isNotEqualTo(before);
        assertThat(changes(after))
                .flatExtracting(Change::settings)
                .containsOnly(new Setting(
                        "対象",
                        new Value("資料請求：お礼と資料", "/content/emails/document-thanks"),
                        new Value("資料請求：導入事例", "/content/emails/document-case-study")));
    }

    @Test
    void anInsertedStepIsSaidAsASentenceAndTheArrowThatLeadsToItNow() {
        var after = before.replace(
                "<bpmn:sequenceFlow id=\"Flow_NotClicked\" sourceRef=\"Event_ThreeDays\" targetRef=\"Activity_SendCase\" />",
                """
                <bpmn:serviceTask id="Activity_Tag"><bpmn:extensionElements><camunda:properties>
                <camunda:property name="minori:step" value="addTag"/><camunda:property name="tag" value="quiet"/>
                </camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:sequenceFlow id="Flow_NotClicked" sourceRef="Event_ThreeDays" targetRef="Activity_Tag"/>
                <bpmn:sequenceFlow id="Flow_Tagged" sourceRef="Activity_Tag" targetRef="Activity_SendCase"/>""");

        var changes = changes(after);

        assertThat(changes).extracting(Change::element).containsExactly("Activity_Tag", "Flow_NotClicked");
        assertThat(changes.get(0).kind()).isEqualTo(Kind.ADDED);
        assertThat(changes.get(0).says()).contains("quiet");
        assertThat(changes.get(1).settings())
                .extracting(
                        setting -> setting.before().words(),
                        setting -> setting.after().words())
                .containsExactly(tuple("導入事例を送る", changes.get(0).name()));
    }

    @Test
    void whatWasOnlyMovedOnThePaperIsNoChange() {
        assertThat(changes(before.replaceAll("<dc:Bounds x=\"\\d+\"", "<dc:Bounds x=\"5\"")))
                .isEmpty();
        assertThat(before).contains("<dc:Bounds x=");
    }

    @Test
    void aRemovedStepAndAnotherResultAreSaid() {
        var after = before.replace("name=\"result\" value=\"exhausted\"", "name=\"result\" value=\"left\"")
                .replace("Event_SevenDays", "Event_TenDays");

        assertThat(changes(after))
                .extracting(Change::element, Change::kind)
                .contains(
                        tuple("Event_TenDays", Kind.ADDED),
                        tuple("Event_SevenDays", Kind.REMOVED),
                        tuple("Event_NoReaction", Kind.CHANGED));
    }
}
