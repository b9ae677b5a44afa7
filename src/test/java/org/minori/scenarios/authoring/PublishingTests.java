package org.minori.scenarios.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class PublishingTests {

    @Autowired
    ScenarioDrafts drafts;

    @Autowired
    Publishing publishing;

    @Autowired
    PublishedScenarios published;

    @Autowired
    CompiledScenarios compiled;

    /** A drawing that names nothing of other modules. */
    private static byte[] drawing(String name, int points) {
        return Drawings.good("one-mail")
                .replace("メールを 1 通送る", name)
                .replace("sendEmail", "addScore")
                .replaceAll("<camunda:property name=\"(email|ifLate|lateAfterHours|anyHour|alsoWithSales)\"[^>]*>", "")
                .replace(
                        "<camunda:property name=\"minori:step\" value=\"addScore\" />",
                        "<camunda:property name=\"minori:step\" value=\"addScore\" /><camunda:property name=\"points\" value=\""
                                + points + "\" />")
                .getBytes(UTF_8);
    }

    @Test
    void aDraftIsKeptWithItsFaultsAndRunsNothing() {
        var broken = new String(drawing("壊れた図", 5), UTF_8).replace("addScore", "addScor");

        var compilation = drafts.save("draft-with-faults", broken.getBytes(UTF_8));

        assertThat(compilation.publishable()).isFalse();
        assertThat(drafts.find("draft-with-faults"))
                .returns("壊れた図", ScenarioView::name)
                .returns(ScenarioView.State.DRAFT, ScenarioView::state)
                .returns(1, ScenarioView::draftErrors);
        assertThat(publishing.publish("draft-with-faults").version()).isNull();
        assertThat(published.find("draft-with-faults")).isEmpty();
        assertThat(drafts.versions("draft-with-faults")).isEmpty();
    }

    @Test
    void whatIsNotADrawingChangesNothing() {
        drafts.save("not-a-drawing", drawing("元の図", 5));

        assertThatThrownBy(() -> drafts.save("not-a-drawing", "<html/>".getBytes(UTF_8)))
                .isInstanceOf(NotADrawing.class);

        assertThat(drafts.find("not-a-drawing").name()).isEqualTo("元の図");
        assertThatThrownBy(() -> drafts.save("Not A Key", drawing("x", 5))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> drafts.find("Not A Key")).isInstanceOf(ScenarioNotFound.class);
    }

    @Test
    void publishingTwiceMakesTwoVersionsThatBothStay() {
        drafts.save("two-versions", drawing("一番目", 5));
        assertThat(publishing.publish("two-versions").version()).isEqualTo(1);
        drafts.save("two-versions", drawing("二番目", 7));
        assertThat(drafts.find("two-versions").draftDiffers()).isTrue();
        assertThat(drafts.find("two-versions").name()).isEqualTo("一番目");

        assertThat(publishing.publish("two-versions").version()).isEqualTo(2);

        assertThat(drafts.find("two-versions"))
                .returns(false, ScenarioView::draftDiffers)
                .returns(2, ScenarioView::version)
                .returns("二番目", ScenarioView::name);
        assertThat(compiled.of("two-versions", 1).steps().get("Activity_Mail").parameters())
                .containsEntry("points", "5");
        var newest = published.find("two-versions").orElseThrow();
        assertThat(newest.version()).isEqualTo(2);
        assertThat(compiled.ofDefinition(newest.processDefinitionId())
                        .steps()
                        .get("Activity_Mail")
                        .parameters())
                .containsEntry("points", "7");
        assertThat(published.all()).extracting(PublishedScenario::key).contains("two-versions");
    }

    @Test
    void publishersAtTheSameTimeGetVersionsOfTheirOwn() throws Exception {
        drafts.save("published-by-many", drawing("みんなで公開", 5));
        var people = Executors.newFixedThreadPool(4);
        try {
            var publish = (Callable<Integer>)
                    () -> publishing.publish("published-by-many").version();

            var versions = people.invokeAll(List.of(publish, publish, publish, publish));

            assertThat(versions).extracting(version -> version.get()).containsExactlyInAnyOrder(1, 2, 3, 4);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void aDrawingInAnotherEncodingIsKeptAsTheSameText() {
        var shiftJis = new String(drawing("資料請求", 5), UTF_8).replace("encoding=\"UTF-8\"", "encoding=\"Shift_JIS\"");

        drafts.save("in-shift-jis", shiftJis.getBytes(Charset.forName("Shift_JIS")));

        assertThat(new String(drafts.drawing("in-shift-jis"), UTF_8)).contains("資料請求", "encoding=\"UTF-8\"");
        assertThat(drafts.compiled("in-shift-jis").name()).isEqualTo("資料請求");
    }

    @Test
    void aShippedDraftIsRenewedUntilSomebodyChangesIt() {
        assertThat(drafts.ship("shipped-one", drawing("はじめ", 1))).isTrue();
        assertThat(drafts.ship("shipped-one", drawing("はじめ", 1))).isFalse();
        assertThat(drafts.ship("shipped-one", drawing("新しい", 2))).isTrue();
        drafts.save("shipped-one", drawing("自分の", 3));

        assertThat(drafts.ship("shipped-one", drawing("もっと新しい", 4))).isFalse();

        assertThat(drafts.find("shipped-one").name()).isEqualTo("自分の");
    }

    @Test
    void theRuleForComingBackIsKept() {
        drafts.save("with-reentry", drawing("再登録", 5));
        publishing.publish("with-reentry");

        drafts.setReentry("with-reentry", Reentry.AFTER_DAYS, 30);

        assertThat(published.find("with-reentry"))
                .hasValueSatisfying(
                        scenario -> assertThat(scenario.reentryAfterDays()).isEqualTo(30));
        assertThatThrownBy(() -> drafts.setReentry("with-reentry", Reentry.AFTER_DAYS, 0))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void theShippedScenariosAreThere() {
        assertThat(drafts.all())
                .extracting(ScenarioView::key)
                .contains("document-request", "exhibition-follow", "lost-lead-recovery");
    }
}
