package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.calendar.BusinessCalendars;
import org.minori.contacts.ContactId;
import org.minori.delivery.MailCaps;
import org.minori.delivery.MailHours;
import org.minori.delivery.QuietHours;
import org.minori.scenarios.authoring.ScenarioSettings;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.SegmentInUse;
import org.minori.segments.Segments;
import org.minori.segments.SegmentsEntered;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is set for a scenario as a whole holds for its runs. */
@MinoriTest
class ScenarioSettingsTests {

    @Autowired
    RunDeeds deeds;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    SettingsOfScenarios settings;

    @Autowired
    MailHours hours;

    @Autowired
    MailCaps caps;

    @Autowired
    EnrolmentBatches batches;

    @Autowired
    SegmentDefinitions definitions;

    @Autowired
    Segments segments;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    private final String list = "list-" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void makeTheList() {
        definitions.createList(list, "お客様");
    }

    private static Drawn waits() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End");
    }

    private static ScenarioSettings exits(String... keys) {
        return new ScenarioSettings(Set.of(keys), Set.of(), null, null, null, null);
    }

    private static ScenarioSettings suppressed(String... keys) {
        return new ScenarioSettings(Set.of(), Set.of(keys), null, null, null, null);
    }

    private String resultOf(String scenario) {
        return jdbc.sql("SELECT CONCAT(status, ' ', COALESCE(result, '')) FROM enrolment WHERE scenario_key = ?")
                .param(scenario)
                .query(String.class)
                .single();
    }

    /** What the segments say, if they were asked to, when they are next looked through. */
    private void enters(ContactId contact) {
        segments.add(list, contact);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM segment_watch WHERE segment_key = ?")
                        .param(list)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        events.publishEvent(new SegmentsEntered(list, List.of(contact)));
        runs.work();
    }

    @Test
    void whoEntersAnExitSegmentLeaves() {
        var scenario = runs.publish(waits());
        var other = runs.publish(waits());
        settings.save(scenario, exits(list));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.enrol(other, taro);

        enters(taro);

        assertThat(resultOf(scenario)).isEqualTo("ENDED left");
        assertThat(deeds.of(runs.of(scenario, taro).enrolment()))
                .extracting(RunDeeds.Deed::what)
                .containsExactly(RunDeeds.What.ENDED_BY_SEGMENT);
        assertThat(runs.of(other, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void whoIsInAnExitSegmentBeforeMayStillComeIn() {
        var scenario = runs.publish(waits());
        settings.save(scenario, exits(list));
        var taro = runs.somebody();
        segments.add(list, taro);
        runs.work();

        runs.enrol(scenario, taro);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void whoIsInASuppressionSegmentIsNotLetInAndCountsAsRefused() {
        var scenario = runs.publish(waits());
        settings.save(scenario, suppressed(list));
        var taro = runs.somebody();
        var hana = runs.somebody();
        segments.add(list, taro);

        long batch = runs.enrol(scenario, taro, hana);

        assertThat(runs.count(scenario)).isEqualTo(1);
        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("Wait");
        assertThat(batches.find(scenario, batch).orElseThrow().refused()).isEqualTo(1);
    }

    @Test
    void whoEntersASuppressionSegmentLeaves() {
        var scenario = runs.publish(waits());
        settings.save(scenario, suppressed(list));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        enters(taro);

        assertThat(resultOf(scenario)).isEqualTo("ENDED left");
    }

    @Test
    void aSegmentThatSettingsNameIsInUse() {
        var scenario = runs.publish(waits());
        settings.save(scenario, exits(list));

        assertThatThrownBy(() -> definitions.delete(list)).isInstanceOf(SegmentInUse.class);

        settings.save(scenario, exits());
        definitions.delete(list);
        assertThat(settings.of(scenario).exits()).isEmpty();
    }

    @Test
    void mailsAreTooLateAfterTheHoursThatAreSetUnlessTheStepSaysElse() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("First", "sendEmail", "email", "document-thanks")
                .task("Second", "sendEmail", "email", "document-thanks", "ifLate", "send", "lateAfterHours", "48")
                .end("End", "exhausted")
                .way("Start", "First", "Second", "End"));
        settings.save(scenario, new ScenarioSettings(Set.of(), Set.of(), 6, null, null, null));

        runs.enrol(scenario, runs.somebody());

        assertThat(late(scenario, "First")).isEqualTo("false 21600");
        assertThat(late(scenario, "Second")).isEqualTo("true 172800");
    }

    @Test
    void withoutASettingMailsAreSentHoweverLate() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("First", "sendEmail", "email", "document-thanks")
                .end("End", "exhausted")
                .way("Start", "First", "End"));

        runs.enrol(scenario, runs.somebody());

        assertThat(late(scenario, "First")).isEqualTo("true null");
    }

    private String late(String scenario, String element) {
        return jdbc.sql("SELECT send_late, late_after_seconds FROM outbox_mail WHERE origin = ?")
                .param("scenario:" + scenario + "/" + element)
                .query((row, number) -> row.getBoolean(1) + " " + row.getObject(2, Long.class))
                .single();
    }

    @Test
    void whatIsNotThereCantBeSet() {
        var scenario = runs.publish(waits());

        assertThatThrownBy(() -> settings.save(scenario, exits("nobody-" + list)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> settings.save(scenario, new ScenarioSettings(Set.of(), Set.of(), 0, null, null, null)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void mailsOfTheScenarioWaitForItsQuietHoursToEndAndForItsCalendarToOpen() {
        var scenario = runs.publish(waits());
        var origin = "scenario:" + scenario + "/First";
        var tokyo = ZoneId.of("Asia/Tokyo");
        var fridayEvening = at("2026-11-27T20:00");
        assertThat(hours.nextFor(origin, fridayEvening, tokyo)).isEmpty();

        var quiet = new QuietHours(LocalTime.of(19, 0), LocalTime.of(10, 30));
        settings.save(scenario, new ScenarioSettings(Set.of(), Set.of(), null, quiet, null, null));
        assertThat(hours.nextFor(origin, fridayEvening, tokyo)).contains(at("2026-11-28T10:30"));
        assertThat(hours.nextFor(origin, at("2026-11-27T12:00"), tokyo)).contains(at("2026-11-27T12:00"));
        assertThat(hours.nextFor("broadcast:1/" + scenario, fridayEvening, tokyo))
                .isEmpty();

        settings.save(
                scenario, new ScenarioSettings(Set.of(), Set.of(), null, quiet, BusinessCalendars.STANDARD, null));
        assertThat(hours.nextFor(origin, fridayEvening, tokyo))
                .as("Monday, when it is no longer quiet")
                .contains(at("2026-11-30T10:30"));
    }

    @Test
    void howManyMailsOfTheScenarioOneContactGetsIsKnownToTheSender() {
        var scenario = runs.publish(waits());
        settings.save(scenario, new ScenarioSettings(Set.of(), Set.of(), null, null, null, 2));

        assertThat(caps.mostAWeek("scenario:" + scenario + "/First")).contains(2);
        assertThat(caps.mostAWeek("scenario:" + runs.publish(waits()) + "/First"))
                .isEmpty();
        assertThat(caps.mostAWeek("broadcast:1/" + scenario)).isEmpty();
        assertThatThrownBy(() -> settings.save(scenario, new ScenarioSettings(Set.of(), Set.of(), null, null, null, 0)))
                .isInstanceOf(InvalidInput.class);
    }

    private static Instant at(String tokyo) {
        return LocalDateTime.parse(tokyo).atZone(ZoneId.of("Asia/Tokyo")).toInstant();
    }
}
