package org.minori.scenarios.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.scenarios.authoring.Problem.Severity;

class BadDrawingsTests {

    private static final String ALL = """
            no-way-to-an-end                | Activity_Mail     | neverEnds        | ERROR
            dead-end                        | Activity_Mail     | noWayOut         | ERROR
            wait-without-limit              | Event_Click       | endlessWait      | WARNING
            first-of-without-limit          | Gateway_First     | endlessFirstOf   | WARNING
            notice-without-legal-block      | Activity_Mail     | noLegalBlock     | WARNING
            unknown-email                   | Activity_Mail     | unknownEmail     | ERROR
            unknown-segment                 | Event_Start       | unknownSegment   | ERROR
            unknown-form                    | Event_Start       | parameterValue   | ERROR
            loop-without-wait               | Activity_Tag      | circle           | ERROR
            gateway-without-default         | Gateway_Which     | noDefault        | ERROR
            goal-before-it-can-be-reached   | Event_Goal        | goalWithoutWait  | WARNING
            goal-on-a-mail-that-is-not-sent | Event_Goal        | goalMailNotSent  | WARNING
            four-mails-in-a-week            | Activity_Mail4    | manyMails        | WARNING
            four-mails-side-by-side         | Gateway_Fork      | manyMails        | WARNING
            mail-every-day                  | Activity_Mail     | manyMails        | WARNING
            mail-to-a-lead-of-sales         | Activity_Mail     | mailWithSales    | WARNING
            mail-to-a-won-lead              | Activity_MailWon  | mailWithSales    | WARNING
            same-start-twice                | Event_Two         | sameStart        | ERROR
            starts-that-meet                | Event_Thanks      | startsMeet       | WARNING
            contradicting-condition         | Flow_To1          | contradiction    | ERROR
            contradicting-words             | Flow_To1          | contradiction    | ERROR
            condition-comes-too-late        | Flow_To2          | conditionCovered | WARNING
            default-that-is-never-taken     | Flow_Else         | defaultCovered   | WARNING
            unknown-variant                 | Flow_C            | neverTrue        | WARNING
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = ALL)
    void eachIsFaultyAtOneElementByOneRule(String drawing, String element, String rule, Severity severity) {
        var compilation = Drawings.compiler().compile("test", bad(drawing).getBytes(UTF_8));

        assertThat(compilation.problems())
                .filteredOn(problem -> element.equals(problem.element()))
                .anySatisfy(problem -> {
                    assertThat(problem.messageKey()).isEqualTo("authoring.problem." + rule);
                    assertThat(problem.severity()).isEqualTo(severity);
                });
        assertThat(compilation.problems())
                .extracting(Problem::messageKey)
                .as("nothing else is wrong with it")
                .containsOnly("authoring.problem." + rule);
        assertThat(compilation.publishable()).isEqualTo(severity == Severity.WARNING);
    }

    @Test
    void everyDrawingIsHeldAgainstItsRule() {
        var named = ALL.lines().map(line -> line.split("\\|")[0].strip()).toList();

        assertThat(Drawings.in("bad"))
                .extracting(file -> file.getFileName().toString().replace(".bpmn", ""))
                .hasSizeGreaterThanOrEqualTo(20)
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_ja", "_en"})
    void everyProblemTellsHowToMendIt(String language) throws IOException {
        var texts = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(
                        getClass().getResourceAsStream("/messages/authoring" + language + ".properties")),
                UTF_8)) {
            texts.load(reader);
        }
        Set<String> said = new HashSet<>();
        texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("authoring.problem."))
                .forEach(said::add);

        assertThat(said)
                .filteredOn(key -> !key.endsWith(".mend"))
                .isNotEmpty()
                .allMatch(key -> said.contains(key + ".mend"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            four-mails-in-a-week    | value="2"                          | value="4"
            four-mails-side-by-side | value="2"                          | value="8"
            mail-every-day          | value="hours"                      | value="days"
            mail-to-a-lead-of-sales | name="email"                       | name="alsoWithSales" value="true" /><camunda:property name="email"
            starts-that-meet        | value="clicked" />                 | value="opened" />
            contradicting-condition | overall &gt;= 50 and               | overall &gt;= 5 and
            condition-comes-too-late | score.overall &gt; 80             | score.overall &gt; 40
            default-that-is-never-taken | score.overall &lt; 60          | score.overall &lt; 40
            """)
    void whoMendsItHearsNoMoreOfIt(String drawing, String wrong, String right) {
        var bad = bad(drawing);

        var mended = drawing.equals("starts-that-meet") ? bad.replaceFirst(wrong, right) : bad.replace(wrong, right);

        assertThat(mended).isNotEqualTo(bad);
        assertThat(Drawings.problems(mended)).isEmpty();
    }

    @Test
    void mailsWithoutASenderAreNotPublishedAndOnlyTheSettingIsMissing() {
        var mails = Drawings.compilerWithoutSender()
                .compile("test", Drawings.good("one-mail").getBytes(UTF_8));
        var none = Drawings.compilerWithoutSender()
                .compile("test", Drawings.good("all-starts").getBytes(UTF_8));

        assertThat(mails.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.messageKey()).isEqualTo("authoring.problem.senderUnset");
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.setting()).isEqualTo("/settings/sender");
        });
        assertThat(mails.publishable()).isFalse();
        assertThat(mails.scenario()).as("it can be tried out").isPresent();
        assertThat(none.problems()).isEmpty();
        assertThat(none.publishable()).isTrue();
    }

    @Test
    void publishedOnesAreNotHeldAgainstRulesThatCameLater() {
        var compiler = Drawings.compiler();

        for (var drawing : List.of("same-start-twice", "contradicting-condition")) {
            assertThat(compiler.recompile("test", bad(drawing).getBytes(UTF_8)).elements())
                    .isNotEmpty();
        }
    }

    private static String bad(String name) {
        return Drawings.text(Drawings.FOLDER.resolve("bad").resolve(name + ".bpmn"));
    }
}
