package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.segments.Segments;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes requests for runs: rows first, set-wise, unique by contact and run, so that equal requests, however many and
 * however parallel, make one run. {@link EnrolmentStarter} makes them real.
 */
@Service
public class Enrolments {

    private static final int CHUNK = 500;
    private static final String INSERT = """
            INSERT IGNORE INTO enrolment
              (id, scenario_key, contact_id, run, start_element, status, process_instance_id, batch_id, started_by,
               requested_at, attempts)
            VALUES""";

    private static final String INSERT_DUE = "INSERT INTO enrolment_due (id, due_at) VALUES";

    private final JdbcClient jdbc;
    private final BatchedRows batches;
    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final Segments segments;
    private final Clock clock;

    Enrolments(
            JdbcClient jdbc,
            BatchedRows batches,
            PublishedScenarios published,
            CompiledScenarios compiled,
            Segments segments,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.published = published;
        this.compiled = compiled;
        this.segments = segments;
        this.clock = clock;
    }

    private record Earlier(int run, boolean open, @Nullable Instant ended, boolean entered) {}

    /** Asks for runs of these contacts; says the id of the batch. */
    @Transactional
    public long request(String key, Collection<ContactId> contacts, @Nullable String startedBy) {
        return request(key, contacts, 0, startedBy);
    }

    /** The same where some of those who were named are nobody's: they count as refused. */
    @Transactional
    public long request(String key, Collection<ContactId> contacts, int unknown, @Nullable String startedBy) {
        var scenario = published.get(key);
        var start = startFor(scenario);
        long batch = newBatch(scenario, start, null, "READY", startedBy);
        var distinct = new ArrayList<>(new LinkedHashSet<>(contacts));
        int added = add(scenario, start, distinct, batch, startedBy);
        count(batch, contacts.size() + unknown, contacts.size() - added + unknown);
        return batch;
    }

    /** Asks for runs of everybody in a segment; a worker pages through it. */
    @Transactional
    public long requestSegment(String key, String segment, @Nullable String startedBy) {
        var scenario = published.get(key);
        if (!segments.exists(segment)) {
            throw new InvalidInput("segment", "scenarios.enrol.unknownSegment", segment);
        }
        return newBatch(scenario, startFor(scenario), segment, "PAGING", startedBy);
    }

    /** An event sets off a start of the scenario for these contacts, in the running transaction. */
    void byEvent(PublishedScenario scenario, String startElement, Collection<ContactId> contacts) {
        add(scenario, at(scenario, startElement), new LinkedHashSet<>(contacts), null, "event");
    }

    /** Another scenario sends a contact, in the running transaction, under the rule for coming back. */
    void byScenario(PublishedScenario scenario, ContactId contact, String startedBy) {
        add(scenario, startFor(scenario), List.of(contact), null, startedBy);
    }

    /** The day has come that a start of the scenario waits for, for these contacts, in the running transaction. */
    void byDate(PublishedScenario scenario, String startElement, List<ContactId> contacts) {
        add(scenario, at(scenario, startElement), contacts, null, "date");
    }

    /** The time has come for everybody in a segment; a worker pages through it. Nobody where it was deleted meanwhile. */
    void bySchedule(PublishedScenario scenario, String startElement, String segment) {
        if (segments.exists(segment)) {
            newBatch(scenario, at(scenario, startElement), segment, "PAGING", "schedule");
        }
    }

    /** A start is named only where there are several. */
    private @Nullable String at(PublishedScenario scenario, String startElement) {
        return compiled.of(scenario.key(), scenario.version()).starts().size() > 1 ? startElement : null;
    }

    /** Writes the rows of those who may enter; says how many there are. */
    int add(
            PublishedScenario scenario,
            @Nullable String start,
            Collection<ContactId> contacts,
            @Nullable Long batch,
            @Nullable String startedBy) {
        int added = 0;
        var all = List.copyOf(contacts);
        for (int from = 0; from < all.size(); from += CHUNK) {
            added += addChunk(scenario, start, all.subList(from, Math.min(all.size(), from + CHUNK)), batch, startedBy);
        }
        return added;
    }

    private int addChunk(
            PublishedScenario scenario,
            @Nullable String start,
            List<ContactId> contacts,
            @Nullable Long batch,
            @Nullable String startedBy) {
        var earlier = earlier(scenario.key(), contacts);
        var suppressed = suppressed(scenario, contacts);
        var now = Utc.of(clock.instant());
        var rows = new ArrayList<@Nullable Object[]>();
        for (var contact : contacts) {
            var before = earlier.get(contact);
            if (!suppressed.contains(contact) && mayEnter(scenario, before)) {
                long id = TimeOrderedIds.next();
                int run = before == null ? 1 : before.run() + 1;
                rows.add(new @Nullable Object[] {
                    id,
                    scenario.key(),
                    contact.value(),
                    run,
                    start,
                    "REQUESTED",
                    OrderedIds.ofEnrolment(id),
                    batch,
                    startedBy,
                    now,
                    0
                });
            }
        }
        int added = batches.insertNew(INSERT, rows);
        if (added == rows.size()) {
            batches.insertNew(
                    INSERT_DUE,
                    rows.stream()
                            .map(row -> new @Nullable Object[] {row[0], now})
                            .toList());
        } else if (added > 0) {
            // Another request was faster with some of them; which ones it does not say.
            jdbc.sql("INSERT INTO enrolment_due (id, due_at) SELECT id, :now FROM enrolment WHERE id IN (:ids)")
                    .param("now", now)
                    .param("ids", rows.stream().map(row -> row[0]).toList())
                    .update();
        }
        return added;
    }

    private Set<ContactId> suppressed(PublishedScenario scenario, List<ContactId> contacts) {
        var suppressed = new HashSet<ContactId>();
        for (var segment : scenario.settings().suppressed()) {
            if (segments.exists(segment)) {
                suppressed.addAll(segments.among(segment, contacts));
            }
        }
        return suppressed;
    }

    private boolean mayEnter(PublishedScenario scenario, @Nullable Earlier before) {
        if (before == null || !before.entered()) {
            return true;
        }
        if (before.open()) {
            return false;
        }
        var ended = before.ended();
        return switch (scenario.reentry()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AFTER_DAYS ->
                ended == null
                        || !ended.plus(Duration.ofDays(scenario.reentryAfterDays()))
                                .isAfter(clock.instant());
        };
    }

    private Map<ContactId, Earlier> earlier(String key, List<ContactId> contacts) {
        var found = new HashMap<ContactId, Earlier>();
        jdbc.sql("""
                        SELECT contact_id, run, status, ended_at FROM enrolment
                        WHERE scenario_key = :key AND contact_id IN (:contacts)
                        """)
                .param("key", key)
                .param("contacts", contacts.stream().map(ContactId::value).toList())
                .query(row -> {
                    var status = row.getString(3);
                    var ended = Utc.toInstantNullable(row.getObject(4, LocalDateTime.class));
                    var one = new Earlier(
                            row.getInt(2),
                            status.equals("REQUESTED") || status.equals("RUNNING"),
                            status.equals("ENDED") ? ended : null,
                            !status.equals("REFUSED"));
                    found.merge(new ContactId(row.getLong(1)), one, Enrolments::together);
                });
        return found;
    }

    private static Earlier together(Earlier one, Earlier other) {
        var newest =
                one.ended() == null || other.ended() != null && other.ended().isAfter(one.ended())
                        ? other.ended()
                        : one.ended();
        return new Earlier(
                Math.max(one.run(), other.run()), one.open() || other.open(), newest, one.entered() || other.entered());
    }

    /** Where contacts come in that no event brings: the manual start, else the only or first one. */
    private @Nullable String startFor(PublishedScenario scenario) {
        var starts = compiled.of(scenario.key(), scenario.version()).starts();
        if (starts.size() < 2) {
            return null;
        }
        return starts.stream()
                .filter(step -> step.kind().equals("startManually"))
                .findFirst()
                .or(() -> starts.stream().findFirst())
                .map(Step::element)
                .orElse(null);
    }

    private long newBatch(
            PublishedScenario scenario,
            @Nullable String start,
            @Nullable String segment,
            String state,
            @Nullable String startedBy) {
        long id = TimeOrderedIds.next();
        jdbc.sql("""
                        INSERT INTO enrolment_batch
                          (id, scenario_key, start_element, segment, state, requested, refused, started_by, created_at)
                        VALUES (:id, :key, :start, :segment, :state, 0, 0, :by, :now)
                        """)
                .param("id", id)
                .param("key", scenario.key())
                .param("start", start)
                .param("segment", segment)
                .param("state", state)
                .param("by", startedBy)
                .param("now", Utc.of(clock.instant()))
                .update();
        return id;
    }

    void count(long batch, int requested, int refused) {
        jdbc.sql("""
                        UPDATE enrolment_batch SET requested = requested + :requested, refused = refused + :refused
                        WHERE id = :id
                        """)
                .param("requested", requested)
                .param("refused", refused)
                .param("id", batch)
                .update();
    }
}
