package org.minori.scenarios.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.delivery.SimulatedSending;
import org.minori.delivery.Suppressions;
import org.minori.sales.LateTellings;
import org.minori.sales.SalesTasks;
import org.minori.scenarios.authoring.SimulatedPublishing;
import org.minori.scenarios.engine.EngineTimeLapse;
import org.minori.scenarios.runs.EnrolmentStarter;
import org.minori.scenarios.runs.Enrolments;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.SignalWorker;
import org.minori.segments.SegmentRefresh;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.tracking.ActivityLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The work of the process that {@link SimulationChild} starts: this same application with an empty database in memory, no
 * workers, no sender and no port. It goes from one thing that is due to the next, writes what came of it, and ends.
 */
@Component
@ConditionalOnProperty("minori.simulation")
@Order(Ordered.LOWEST_PRECEDENCE)
class SimulationProcess implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationProcess.class);

    /** Beyond two weeks hours are fine enough, and a quarter's worth of them is quick. */
    private static final int FINE_DAYS = 14;

    private final Path folder;
    private final ObjectMapper json;
    private final JdbcClient jdbc;
    private final SimulatedClock clock;
    private final ReferenceData data;
    private final SimulatedPublishing publishing;
    private final SimulatedSending sending;
    private final Suppressions suppressions;
    private final SegmentRefresh segments;
    private final SimulatedAudience audience;
    private final SalesTasks tasks;
    private final LateTellings lateTellings;
    private final Enrolments enrolments;
    private final EnrolmentStarter starter;
    private final SignalWorker signals;
    private final EngineTimeLapse timers;
    private final ActivityLog activities;
    private final RunCounts counts;
    private final ZoneId companyZone;
    private @Nullable Instant segmentsSeen;
    private boolean segmentsWatched;

    SimulationProcess(
            @Value("${minori.simulation}") Path folder,
            ObjectMapper json,
            JdbcClient jdbc,
            SimulatedClock clock,
            ReferenceData data,
            SimulatedPublishing publishing,
            SimulatedSending sending,
            Suppressions suppressions,
            SegmentRefresh segments,
            SimulatedAudience audience,
            SalesTasks tasks,
            LateTellings lateTellings,
            Enrolments enrolments,
            EnrolmentStarter starter,
            SignalWorker signals,
            EngineTimeLapse timers,
            ActivityLog activities,
            RunCounts counts,
            ZoneId companyZone) {
        this.folder = folder;
        this.json = json;
        this.jdbc = jdbc;
        this.clock = clock;
        this.data = data;
        this.publishing = publishing;
        this.sending = sending;
        this.suppressions = suppressions;
        this.segments = segments;
        this.audience = audience;
        this.tasks = tasks;
        this.lateTellings = lateTellings;
        this.enrolments = enrolments;
        this.starter = starter;
        this.signals = signals;
        this.timers = timers;
        this.activities = activities;
        this.counts = counts;
        this.companyZone = companyZone;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(this::stopWithIt));
        var input = json.readValue(folder.resolve(SimulationInput.FILE).toFile(), SimulationInput.class);
        var part = folder.resolve("result.part");
        json.writeValue(part.toFile(), simulate(input));
        Files.move(part, folder.resolve(SimulationResult.FILE), StandardCopyOption.ATOMIC_MOVE);
        Runtime.getRuntime().halt(0);
    }

    /** Nobody waits for the result any more, and nobody else would clear away what was copied. */
    private void stopWithIt() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException inUse) {
            LOG.warn("{} stays behind", folder, inUse);
        }
        Runtime.getRuntime().halt(1);
    }

    private SimulationResult simulate(SimulationInput input) {
        moveTo(input.start());
        TimeOrderedIds.follow(clock);
        data.write(input.data());
        input.suppressed()
                .forEach((contact, reason) ->
                        suppressions.add(ReferenceData.address(contact), reason, new ContactId(contact), null));
        var people = audience.people(input);
        publishing.clear();
        input.called().forEach(one -> publishing.publish(one.scenario(), one.drawing(), one.rules()));
        var scenario = publishing.publish(input.scenario(), input.drawing(), input.rules());
        var places = SimulatedAudience.places(people);
        var crowd = new SimulatedPeople(
                input, SimulatedAudience.forms(scenario), places, audience.others(input.conduct(), people));
        var mailbox = new SimulatedMailbox(sending, clock, companyZone, input, crowd);
        var sales = new SimulatedSales(jdbc, tasks, clock, input, places);
        enrolments.request(input.scenario(), people, null);
        var end = input.start().plus(Duration.ofDays(input.days()));
        var tick = Duration.ofMinutes(input.days() > FINE_DAYS ? 60 : 5);
        for (Instant now = clock.instant();
                now != null;
                now = next(tick, end, crowd.next(), mailbox.next(), sales.next())) {
            moveTo(now);
            activities.record(crowd.due(now));
            sales.speak();
            lateTellings.tellLate();
            lookAtSegments();
            do {
                work();
                sales.look();
            } while (mailbox.empty() > 0);
        }
        return result(input, mailbox, sales);
    }

    private void moveTo(Instant now) {
        clock.moveTo(now);
        timers.moveTo(now);
    }

    /** Who has entered a segment is looked for once an hour while anything happens, else once a day. */
    private void lookAtSegments() {
        var now = clock.instant();
        if (segmentsSeen == null || Duration.between(segmentsSeen, now).toHours() > 0) {
            segmentsWatched = segments.refreshAll();
            segmentsSeen = now;
        }
    }

    private void work() {
        int done;
        do {
            done = starter.round() + timers.fire(clock.instant()) + signals.round();
        } while (done > 0);
    }

    /** The next moment at which something is due, up to the tick; null when nothing is before the end. */
    private @Nullable Instant next(Duration tick, Instant end, @Nullable Instant... people) {
        return Stream.concat(
                        Arrays.stream(people),
                        Stream.of(
                                timers.next(),
                                first("SELECT MIN(due_at) FROM scenario_signal"),
                                first("SELECT MIN(due_at) FROM enrolment_due"),
                                first("SELECT MIN(created_at) FROM sales_handover WHERE late = TRUE"),
                                nextLook()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(due -> {
                    long ticks = tick.toMillis();
                    long after = Math.max(due.toEpochMilli(), clock.millis() + 1);
                    return Instant.ofEpochMilli(Math.floorDiv(after + ticks - 1, ticks) * ticks);
                })
                .filter(due -> due.isBefore(end))
                .orElse(null);
    }

    private @Nullable Instant nextLook() {
        return segmentsSeen == null || !segmentsWatched ? null : segmentsSeen.plus(Duration.ofDays(1));
    }

    private @Nullable Instant first(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    private SimulationResult result(SimulationInput input, SimulatedMailbox mailbox, SimulatedSales sales) {
        var seen = counts.of(input.scenario(), null);
        return new SimulationResult(
                mailbox.mails(),
                Arrays.stream(mailbox.perDay()).boxed().toList(),
                Arrays.stream(mailbox.perHour()).boxed().toList(),
                mailbox.mostAWeek(),
                input.mailsAWeek(),
                mailbox.overCap(),
                mailbox.putOff(),
                mailbox.notSent(),
                seen.handedOver(),
                sales.perWeek(),
                sales.daysFor(50),
                sales.daysFor(90),
                seen.running(),
                notEntered(input),
                seen.ended(),
                seen.elements());
    }

    private long notEntered(SimulationInput input) {
        return input.contacts()
                - jdbc.sql("SELECT COUNT(DISTINCT contact_id) FROM enrolment WHERE status IN ('RUNNING', 'ENDED')")
                        .query(Long.class)
                        .single();
    }
}
