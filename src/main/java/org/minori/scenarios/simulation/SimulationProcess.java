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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.delivery.SimulatedSending;
import org.minori.delivery.Suppressions;
import org.minori.scenarios.authoring.CompiledScenario;
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
import org.minori.tracking.TouchpointType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The work of the process that {@link SimulationChild} starts: this same application with an empty database in memory, no
 * workers, no sender and no port. It goes from one thing that is due to the next, writes what came of it, and ends.
 */
@Component
@ConditionalOnProperty("minori.simulation")
@Order(Ordered.LOWEST_PRECEDENCE)
class SimulationProcess implements ApplicationRunner {

    static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    /** Beyond two weeks hours are fine enough, and a quarter's worth of them is quick. */
    private static final int FINE_DAYS = 14;

    private static final String[] SURNAMES = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村"};
    private static final String[] COMPANIES = {"見本商事", "見本電機", "見本工業", "見本システム"};

    private final Path folder;
    private final ObjectMapper json;
    private final JdbcClient jdbc;
    private final SimulatedClock clock;
    private final ReferenceData data;
    private final SimulatedPublishing publishing;
    private final SimulatedSending sending;
    private final Suppressions suppressions;
    private final SegmentRefresh segments;
    private final ContactDirectory contacts;
    private final Enrolments enrolments;
    private final EnrolmentStarter starter;
    private final SignalWorker signals;
    private final EngineTimeLapse timers;
    private final ActivityLog activities;
    private final RunCounts counts;
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
            ContactDirectory contacts,
            Enrolments enrolments,
            EnrolmentStarter starter,
            SignalWorker signals,
            EngineTimeLapse timers,
            ActivityLog activities,
            RunCounts counts) {
        this.folder = folder;
        this.json = json;
        this.jdbc = jdbc;
        this.clock = clock;
        this.data = data;
        this.publishing = publishing;
        this.sending = sending;
        this.suppressions = suppressions;
        this.segments = segments;
        this.contacts = contacts;
        this.enrolments = enrolments;
        this.starter = starter;
        this.signals = signals;
        this.timers = timers;
        this.activities = activities;
        this.counts = counts;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var input = json.readValue(folder.resolve(SimulationInput.FILE).toFile(), SimulationInput.class);
        var part = folder.resolve("result.part");
        json.writeValue(part.toFile(), simulate(input));
        Files.move(part, folder.resolve(SimulationResult.FILE), StandardCopyOption.ATOMIC_MOVE);
        Runtime.getRuntime().halt(0);
    }

    private SimulationResult simulate(SimulationInput input) {
        moveTo(input.start());
        TimeOrderedIds.follow(clock);
        data.write(input.data());
        input.suppressed()
                .forEach((contact, reason) ->
                        suppressions.add(ReferenceData.address(contact), reason, new ContactId(contact), null));
        var people = people(input);
        var scenario = publishing.publish(input.scenario(), input.drawing(), input.rules());
        var mailbox = new SimulatedMailbox(sending, clock, input, forms(scenario), people);
        var handovers = new ArrayList<>(List.of(0L));
        enrolments.request(input.scenario(), people, null);
        var end = input.start().plus(Duration.ofDays(input.days()));
        var tick = Duration.ofMinutes(input.days() > FINE_DAYS ? 60 : 5);
        for (Instant now = clock.instant(); now != null; now = next(mailbox, tick, end)) {
            moveTo(now);
            while (Duration.between(input.start(), now).toDays() / 7 >= handovers.size()) {
                handovers.add(handedOver());
            }
            activities.record(mailbox.due());
            lookAtSegments();
            do {
                work();
            } while (mailbox.empty() > 0);
        }
        return result(input, mailbox, handovers);
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
    private @Nullable Instant next(SimulatedMailbox mailbox, Duration tick, Instant end) {
        return Stream.of(mailbox.next(), timers.next(), due("scenario_signal"), due("enrolment_due"), nextLook())
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

    private @Nullable Instant due(String table) {
        return jdbc.sql("SELECT MIN(due_at) FROM " + table)
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    private List<ContactId> people(SimulationInput input) {
        if (input.people() != null) {
            return input.people().stream().map(ContactId::new).toList();
        }
        var consent = new Consent(ConsentBasis.OPT_IN, input.start(), null);
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < input.contacts(); i++) {
            long place = Math.floorMod(input.seed() + i, SURNAMES.length * (long) COMPANIES.length);
            var known = Map.of(
                    "email",
                    "c" + i + "@simulation.invalid",
                    "lastName",
                    SURNAMES[(int) (place % SURNAMES.length)],
                    "firstName",
                    "太郎",
                    "company",
                    COMPANIES[(int) (place / SURNAMES.length)]);
            people.add(contacts.upsert(ContactDetails.of(known, null, Map.of(), consent))
                    .id());
        }
        return people;
    }

    /** The forms that the scenario waits for. */
    private static List<String> forms(CompiledScenario scenario) {
        return scenario.steps().values().stream()
                .filter(step -> step.parameter("event", "").equals(TouchpointType.FORM_SUBMITTED))
                .map(step -> step.parameter("subject", ""))
                .distinct()
                .sorted()
                .toList();
    }

    private SimulationResult result(SimulationInput input, SimulatedMailbox mailbox, List<Long> handovers) {
        var seen = counts.of(input.scenario(), null);
        handovers.add(handedOver());
        var perWeek = new ArrayList<Integer>();
        for (int week = 1; week < handovers.size(); week++) {
            perWeek.add((int) (handovers.get(week) - handovers.get(week - 1)));
        }
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
                perWeek,
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

    private long handedOver() {
        return jdbc.sql("SELECT COUNT(*) FROM sales_task").query(Long.class).single();
    }
}
