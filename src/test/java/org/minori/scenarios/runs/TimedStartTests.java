package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactId;
import org.minori.contacts.FieldCatalogue;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.Segments;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class TimedStartTests {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    TimedStarts starts;

    @Autowired
    SegmentEnrolments paging;

    @Autowired
    FieldCatalogue fields;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    SegmentDefinitions definitions;

    @Autowired
    Segments segments;

    private final String field = "day" + Long.toString(System.nanoTime(), 36);
    private final LocalDate tomorrow = LocalDate.now(TOKYO).plusDays(1);

    @BeforeEach
    void declare() {
        fields.create(field, "契約更新日", "Renewal", ContactField.Type.DATE);
    }

    private static Drawn waiting(String kind, String... parameters) {
        return Drawn.scenario()
                .start("Start", kind, parameters)
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End");
    }

    private ContactId withDate(LocalDate day) {
        var contact = runs.somebody();
        contacts.setField(contact, field, day.toString());
        return contact;
    }

    private void itIs(LocalDate day, String time) {
        itIs(day.atTime(LocalTime.parse(time)).atZone(TOKYO).toInstant());
    }

    private void itIs(Instant now) {
        starts.round(now);
        paging.round();
        runs.work();
    }

    @Test
    void aDateStartsThoseWhoHaveItAndAtItsTimeOnly() {
        var scenario = runs.publish(waiting("startOnDate", "field", field, "offsetDays", "-30", "time", "10:00"));
        var taro = withDate(tomorrow.plusDays(30));
        withDate(tomorrow.plusDays(29));
        withDate(tomorrow.plusDays(30).minusYears(1));

        itIs(tomorrow, "09:59");
        assertThat(runs.count(scenario)).isZero();
        itIs(tomorrow, "10:00");
        itIs(tomorrow, "10:01");

        assertThat(runs.count(scenario)).isEqualTo(1);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void everyYearCountsBirthdaysOfOlderYears() {
        var scenario = runs.publish(waiting("startOnDate", "field", field, "yearly", "true"));
        var taro = withDate(tomorrow.minusYears(40));
        withDate(tomorrow.plusYears(1));
        withDate(tomorrow.minusYears(40).plusDays(1));

        itIs(tomorrow, "12:00");

        assertThat(runs.count(scenario)).isEqualTo(1);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void whoWasBornOnALeapDayHasTheDayBeforeInOtherYears() {
        var scenario = runs.publish(waiting("startOnDate", "field", field, "yearly", "true"));
        withDate(LocalDate.of(1992, 2, 29));

        itIs(LocalDate.of(2037, 2, 28), "12:00");
        assertThat(runs.count(scenario)).isEqualTo(1);
    }

    @Test
    void whatWasMissedIsMadeUpForButNothingFromBeforeThePublication() {
        var scenario = runs.publish(waiting("startOnDate", "field", field));
        var taro = withDate(tomorrow);
        withDate(LocalDate.now(TOKYO).minusDays(1));

        itIs(tomorrow.plusDays(3), "12:00");

        assertThat(runs.count(scenario)).isEqualTo(1);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void publishingAnotherVersionDoesNotStartTheSameDayAgain() {
        var drawing = waiting("startOnDate", "field", field).xml();
        var scenario = published.publish(drawing);
        published.reentry(scenario, Reentry.ALWAYS, 0);
        var taro = withDate(tomorrow);
        itIs(tomorrow, "12:00");
        runs.of(scenario, taro).fire("Wait");

        published.publish(scenario, drawing);
        itIs(tomorrow, "12:30");

        assertThat(runs.count(scenario)).isEqualTo(1);
    }

    @Test
    void aScheduleStartsEverybodyInTheSegmentOncePerTimeOnSeveralNodes() throws Exception {
        var list = "list-" + Long.toString(System.nanoTime(), 36);
        definitions.createList(list, "毎朝の方");
        var taro = runs.somebody();
        segments.add(list, taro);
        segments.add(list, runs.somebody());
        runs.somebody();
        // Almost a day from now, whatever the hour, so that nothing is due before.
        var due = ZonedDateTime.now(TOKYO)
                .truncatedTo(ChronoUnit.HOURS)
                .minusHours(1)
                .plusDays(1);
        var scenario =
                runs.publish(waiting("startOnSchedule", "cron", "0 " + due.getHour() + " * * *", "segment", list));
        var now = due.plusMinutes(1).toInstant();

        itIs(due.minusMinutes(1).toInstant());
        var before = runs.count(scenario);
        var nodes = Executors.newFixedThreadPool(2);
        Callable<Boolean> node = () -> {
            starts.round(now);
            return true;
        };
        for (var one : nodes.invokeAll(List.of(node, node))) {
            one.get();
        }
        nodes.shutdown();
        itIs(now);

        assertThat(before).isZero();
        assertThat(runs.count(scenario)).isEqualTo(2);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }
}
