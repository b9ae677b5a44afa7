package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.Contacts;
import org.minori.delivery.Mails;
import org.minori.delivery.QuietHours;
import org.minori.delivery.Suppressions;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioSettings;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.Segments;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** What is set for a scenario and for the installation holds in a simulation as it does for living contacts. */
@MinoriTest
@Import(Mails.class)
class SimulatedRulesTests {

    @Autowired
    Tried tried;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Mails mails;

    @Autowired
    Simulations simulations;

    @Autowired
    ScenarioDrafts drafts;

    @Autowired
    SettingsOfScenarios settings;

    @Autowired
    SegmentDefinitions definitions;

    @Autowired
    Segments segments;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    QuestionCheck check;

    @Autowired
    ReferenceData data;

    @Autowired
    ObjectMapper json;

    @Autowired
    SimulationRows rows;

    @Autowired
    CalledScenarios called;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private String list(String name, ContactId... members) {
        var key = "sim-" + Long.toString(System.nanoTime(), 36);
        definitions.createList(key, name);
        for (var member : members) {
            segments.add(key, member);
        }
        return key;
    }

    private static Simulations.Question of(@Nullable Integer people, @Nullable String segment, Conduct conduct) {
        return new Simulations.Question(people, segment, 7, 1, conduct, 10);
    }

    private static Conduct nobodyDoesAnything() {
        return Conduct.of(new Behaviour(0, 0, 0, 0, 1));
    }

    @Test
    void mailsGoOutAfterQuietHoursUnderTheCapAndOnlyToThoseWhoMayGetThem() {
        var email = mails.marketing("<p>ご案内</p>");
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .task("First", "sendEmail", "email", email)
                .task("Second", "sendEmail", "email", email)
                .end("End", "exhausted")
                .way("Start", "First", "Second", "End"));
        var customer = mails.consenting(Mails.address());
        var gone = mails.consenting(Mails.address());
        suppressions.add(addressOf(gone), Suppressions.Reason.UNSUBSCRIBED, gone, null);
        var silent = contacts.upsert(Contacts.with(Contacts.freshEmail())).id();
        var everybody = list(
                "展示会", mails.consenting(Mails.address()), mails.consenting(Mails.address()), customer, gone, silent);
        var quiet = new QuietHours(LocalTime.of(9, 0), LocalTime.of(18, 0));
        settings.save(scenario, new ScenarioSettings(Set.of(), Set.of(list("既存客", customer)), null, quiet, null, null));
        var oneADay =
                new SimulationChild(json, new MockEnvironment().withProperty("minori.delivery.per-contact-a-day", "1"));
        var capped =
                new Simulations(rows, drafts, called, segments, check, data, oneADay, clock, ZoneId.of("Asia/Tokyo"));
        capped.start();

        var result = Tried.result(capped, scenario, of(null, everybody, nobodyDoesAnything()));

        capped.stop();

        assertThat(result.notEntered()).isEqualTo(1);
        assertThat(result.ended()).containsEntry("exhausted", 4L);
        assertThat(result.mailsPerDay()).startsWith(2, 2).endsWith(0);
        assertThat(result.mailsPerHour().get(18)).isEqualTo(4);
        assertThat(result.notSent()).containsEntry("noConsent", 2).containsEntry("suppressed", 2);
        assertThat(result.putOff()).containsEntry("quietHours", 4).containsEntry("cap", 2);
        assertThat(result.overCap()).isEqualTo(2);
        assertThat(result.mails()).isEqualTo(4);
    }

    @Test
    void whoIsSentThroughAnotherScenarioGetsItsMailsAndComesBackWithItsResult() {
        var email = mails.marketing("<p>ご案内</p>");
        var other = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Mail", "sendEmail", "email", email)
                .days("Wait", 2)
                .end("Done", "converted")
                .way("Start", "Mail", "Wait", "Done"));
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .call("Call", other)
                .choice("How", "Flow_Other")
                .end("Good", "converted")
                .end("Bad", "exhausted")
                .way("Start", "Call", "How")
                .flow("Flow_Good", "How", "Good", "calledResult = \"converted\"")
                .flow("Flow_Other", "How", "Bad", ""));

        var result = Tried.result(simulations, scenario, of(5, null, nobodyDoesAnything()));

        assertThat(result.mails()).isEqualTo(5);
        assertThat(result.ended()).containsEntry("converted", 5L).containsEntry("exhausted", 0L);
    }

    private String addressOf(ContactId contact) {
        return jdbc.sql("SELECT email FROM contact WHERE id = ?")
                .param(contact.value())
                .query(String.class)
                .single();
    }

    @Test
    void whoEntersAnExitSegmentLeavesWithinTheDay() {
        var customers = list("既存客");
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .task("Buys", "addToSegment", "segment", customers)
                .days("Wait", 3)
                .end("End", "converted")
                .way("Start", "Buys", "Wait", "End"));
        settings.save(scenario, new ScenarioSettings(Set.of(customers), Set.of(), null, null, null, null));

        var result = Tried.result(simulations, scenario, of(3, null, nobodyDoesAnything()));

        assertThat(result.ended()).containsEntry("left", 3L).containsEntry("converted", 0L);
        assertThat(result.running()).isZero();
    }

    @Test
    void whoeverClicksComesInAgainWhereTheScenarioLetsThem() {
        var email = mails.marketing("<p>ご案内</p>");
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .start("Clicked", "startOnEmail", "action", "clicked", "email", email)
                .task("Send", "sendEmail", "email", email)
                .days("Wait", 1)
                .end("End", "exhausted")
                .way("Start", "Send", "End")
                .way("Clicked", "Wait", "End"));
        var everybodyClicks = Conduct.of(new Behaviour(1, 1, 0, 0, 1));

        var once = Tried.result(simulations, scenario, of(4, null, everybodyClicks));
        drafts.setReentry(scenario, Reentry.ALWAYS, 0);
        var again = Tried.result(simulations, scenario, of(4, null, everybodyClicks));

        assertThat(once.ended()).containsEntry("exhausted", 4L);
        assertThat(again.ended().get("exhausted")).isEqualTo(8);
    }
}
