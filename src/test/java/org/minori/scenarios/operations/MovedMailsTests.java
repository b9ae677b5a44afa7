package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.runs.Drawn;

/** Whoever is moved to another version gets no mail twice and misses none. */
class MovedMailsTests extends MigrationTest {

    @Test
    void whoHasPassedTheMailBeforeDoesNotGetItAgainWhenItStandsLaterNow() {
        var scenario = runs.publish(mailThenAWeek());
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Week", 7)
                        .task("Send", "sendEmail", "email", "welcome")
                        .days("Later", 1)
                        .end("End", "exhausted")
                        .way("Start", "Week", "Send", "Later", "End")
                        .xml());
        var hana = people(scenario, 1).get(0);
        move(everyone(scenario));

        runs.of(scenario, taro).fire("Week");
        runs.of(scenario, hana).fire("Week");

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("Later");
        assertThat(mails(scenario, "welcome")).isEqualTo(2);
    }

    @Test
    void whoGotAMailGetsItFromNoOtherStepEitherButANewOneFromTheSameStep() {
        var scenario = published.publish(withASecondMail().xml());
        var people = people(scenario, 2);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .task("Send", "sendEmail", "email", "second")
                        .days("Week", 7)
                        .task("Second", "sendEmail", "email", "welcome")
                        .days("Later", 3)
                        .task("Third", "sendEmail", "email", "second")
                        .end("End", "exhausted")
                        .way("Start", "Send", "Week", "Second", "Later", "Third", "End")
                        .xml());
        move(everyone(scenario));

        runs.of(scenario, people.get(0)).fire("Week");
        assertThat(mails(scenario, "welcome")).isEqualTo(2);
        runs.of(scenario, people.get(0)).fire("Later");
        assertThat(mails(scenario, "second")).isEqualTo(1);

        repairing.move(scenario, runs.of(scenario, people.get(1)).enrolment(), "Week", "Second");
        assertThat(runs.of(scenario, people.get(1)).waitsAt()).containsExactly("Later");
        assertThat(mails(scenario, "welcome")).isEqualTo(2);
    }

    @Test
    void whoIsTakenBackByHandAfterAMoveGetsNoMailAgain() {
        var scenario = published.publish(withASecondMail().xml());
        var taro = people(scenario, 1).get(0);
        published.publish(scenario, withASecondMail().xml());
        move(everyone(scenario));

        repairing.move(scenario, runs.of(scenario, taro).enrolment(), null, "Send");

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Week");
        assertThat(mails(scenario, "welcome")).isEqualTo(1);
    }

    @Test
    void twoMovesLaterAMailIsStillNotSentAgain() {
        var scenario = runs.publish(mailThenAWeek());
        var taro = people(scenario, 1).get(0);
        var later = Drawn.scenario()
                .start("Start", "startManually")
                .days("Week", 7)
                .task("Send", "sendEmail", "email", "welcome")
                .days("Later", 1)
                .end("End", "exhausted")
                .way("Start", "Week", "Send", "Later", "End")
                .xml();
        published.publish(scenario, withASecondMail().xml());
        published.publish(scenario, later);
        move(everyone(scenario));
        move(new Move(scenario, 2, 3, Map.of(), null));

        runs.of(scenario, taro).fire("Week");

        assertThat(version(scenario, taro)).isEqualTo(3);
        assertThat(mails(scenario, "welcome")).isEqualTo(1);
    }

    @Test
    void aLoopGoesOnSendingInTheNewVersion() {
        var loop = Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Week", 7)
                .choice("Enough", "Flow_Again")
                .end("End", "exhausted")
                .way("Start", "Send", "Week", "Enough")
                .flow("Flow_Again", "Enough", "Send", "")
                .flow("Flow_Enough", "Enough", "End", "score.overall >= 50")
                .xml();
        var scenario = published.publish(loop);
        var taro = people(scenario, 1).get(0);
        runs.of(scenario, taro).fire("Week");
        published.publish(scenario, loop);
        move(everyone(scenario));

        runs.of(scenario, taro).fire("Week");
        runs.of(scenario, taro).fire("Week");

        assertThat(mails(scenario, "welcome")).isEqualTo(4);
    }
}
