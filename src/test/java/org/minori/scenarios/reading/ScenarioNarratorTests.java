package org.minori.scenarios.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.StepCatalogue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

@MinoriTest
class ScenarioNarratorTests {

    @Autowired
    ScenarioNarrator narrator;

    @Autowired
    ScenarioDrafts drafts;

    @Autowired
    StepCatalogue catalogue;

    @Autowired
    MessageSource messages;

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private List<String> told(String key, Locale locale) {
        LocaleContextHolder.setLocale(locale);
        return narrator.read(drafts.compiled(key).outline()).lines().stream()
                .map(line -> "  ".repeat(line.depth()) + line.text())
                .toList();
    }

    @Test
    void theDocumentRequestIsToldAsAMarketerWouldTellIt() {
        assertThat(told("document-request", Locale.JAPANESE))
                .containsExactly(
                        "一覧や外部システムから登録されたら、または「資料請求」があったら、始まります。",
                        "メール「資料請求：お礼と資料」を送ります。",
                        "次のうち、先に起きたほうへ進みます。",
                        "メール「資料請求：お礼と資料」のリンクがクリックされたら:",
                        "  総合スコアに 20 点を加えます。",
                        "3日たったら:",
                        "  メール「資料請求：導入事例」を送ります。",
                        "  次のうち、先に起きたほうへ進みます。",
                        "  メール「資料請求：導入事例」のリンクがクリックされたら:",
                        "    「スコアを 20点加算」へ進みます。",
                        "  7日たったら:",
                        "    そのまま次へ進みます。",
                        "もし総合スコアが 20 以上なら:",
                        "  営業に引き渡し、営業の判断を待ちます。",
                        "  もし営業の結果が「受注」なら:",
                        "    「受注」で終わります(成果)。",
                        "  そうでなければ:",
                        "    「マーケに戻る」で終わります。",
                        "そうでなければ:",
                        "  「反応なし」で終わります(反応なし)。");
    }

    @Test
    void theDocumentRequestIsToldInEnglishToo() {
        assertThat(told("document-request", Locale.ENGLISH))
                .containsExactly(
                        "It begins when somebody is added by hand or by another system, or when “Document requested” happens.",
                        "Send the e-mail “資料請求：お礼と資料”.",
                        "Go on with whatever happens first.",
                        "When a link in “資料請求：お礼と資料” is clicked:",
                        "  Add 20 points to Overall score.",
                        "After 3 days:",
                        "  Send the e-mail “資料請求：導入事例”.",
                        "  Go on with whatever happens first.",
                        "  When a link in “資料請求：導入事例” is clicked:",
                        "    Go on with “スコアを 20点加算”.",
                        "  After 7 days:",
                        "    Go straight on.",
                        "If Overall score is at least 20:",
                        "  Hand over to sales and wait for their decision.",
                        "  If the answer of sales is “won”:",
                        "    End as “受注” (converted).",
                        "  Otherwise:",
                        "    End as “マーケに戻る”.",
                        "Otherwise:",
                        "  End as “反応なし” (no reaction).");
    }

    @Test
    void aGoalIsToldAfterTheWaysAndWhatIsToldAlreadyIsOnlyNamed() {
        var lines = told("lost-lead-recovery", Locale.JAPANESE);

        assertThat(lines)
                .contains("    「スコアを 15点加算」へ進みます。")
                .endsWith("途中で「資料請求」があったら、そこでシナリオを終えます。", "  総合スコアに 30 点を加えます。", "  「関心が戻った」で終わります(成果)。");
        assertThat(told("lost-lead-recovery", Locale.ENGLISH)).hasSameSizeAs(lines);
    }

    @Test
    void aRandomSplitIsToldPartByPartUntilTheWaysMeetAgain() {
        var lines = told("exhibition-follow", Locale.JAPANESE);

        assertThat(lines)
                .containsSubsequence(
                        "決めた割合で無作為に分けます(A:50,B:50)。",
                        "もし無作為の振り分けが「A」なら:",
                        "  メール「展示会：デモのご案内（A）」を送ります。",
                        "そうでなければ:",
                        "  メール「展示会：チェックリスト（B）」を送ります。",
                        "次のうち、先に起きたほうへ進みます。",
                        "1週間たったら:");
        assertThat(told("exhibition-follow", Locale.ENGLISH))
                .hasSameSizeAs(lines)
                .contains("After 1 week:");
    }

    /** The sentence that stands in for a missing one names fields, and a start has none that fits. */
    @Test
    void everyStepHasASentenceInBothLanguages() {
        for (var locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
            assertThat(catalogue.all())
                    .allSatisfy(kind -> assertThat(List.of("says", "when", "until"))
                            .as("%s in %s", kind.key(), locale)
                            .anyMatch(form -> !String.valueOf(messages.getMessage(
                                                    "studio." + form + "." + kind.key(), null, "", locale))
                                            .isEmpty()
                                    || kind.key().equals("waitForEvent")));
        }
    }

    @Test
    void whatIsNotFinishedIsToldAsFarAsItGoes() {
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        var outline = new ScenarioOutline(
                List.of(node("start", "startEvent", null), node("task", "serviceTask", null)),
                List.of(new ScenarioOutline.Way("flow", "", "start", "task", false, null)));

        assertThat(narrator.read(outline).lines())
                .extracting(Reading.Line::text)
                .endsWith("「名前」(ステップがまだ選ばれていません)", "ここで途切れています。");
    }

    private static ScenarioOutline.Node node(String id, String type, CompiledScenario.Step step) {
        return new ScenarioOutline.Node(id, "名前", type, "", "", "", true, step);
    }
}
