package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scenarios.engine.EngineIncidents;
import org.minori.storage.Utc;
import org.minori.web.PageOf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Runs that can't go on: which, and why. */
@Service
@Transactional
public class StuckRuns {

    private static final int MOST_CAUSES = 50;

    private final JdbcClient jdbc;
    private final EngineIncidents incidents;
    private final ContactDirectory contacts;
    private final Clock clock;

    StuckRuns(JdbcClient jdbc, EngineIncidents incidents, ContactDirectory contacts, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * One run that is stuck.
     *
     * @param cause what the failed step said, in short
     * @param details all that it said, for whoever mends it
     */
    public record Stuck(
            String incident,
            long enrolment,
            String person,
            @Nullable Integer version,
            String element,
            Instant since,
            @Nullable String cause,
            String details) {}

    private record Whose(ContactId contact, @Nullable Integer version) {}

    /** Those of one scenario, oldest first. */
    @Transactional(readOnly = true)
    public PageOf<Stuck> page(String scenario, String after, int limit) {
        var found =
                PageOf.of(incidents.list(definitions(scenario), after, limit + 1), limit, EngineIncidents.Incident::id);
        var whose = whose(found.items());
        var cards = contacts.cards(whose.values().stream().map(Whose::contact).toList());
        return found.map(incident -> stuck(incident, whose.get(incident.enrolment()), cards));
    }

    private Stuck stuck(EngineIncidents.Incident incident, @Nullable Whose whose, Map<ContactId, ContactCard> cards) {
        var card = whose == null ? null : cards.get(whose.contact());
        var job = incident.job();
        return new Stuck(
                incident.id(),
                incident.enrolment(),
                card == null ? "–" : card.displayName(),
                whose == null ? null : whose.version(),
                incident.element(),
                incident.since(),
                incident.cause(),
                job == null ? "" : incidents.details(job).orElse(""));
    }

    private Map<Long, Whose> whose(List<EngineIncidents.Incident> found) {
        var whose = new HashMap<Long, Whose>();
        if (!found.isEmpty()) {
            jdbc.sql("SELECT id, contact_id, version FROM enrolment WHERE id IN (:ids)")
                    .param(
                            "ids",
                            found.stream()
                                    .map(EngineIncidents.Incident::enrolment)
                                    .toList())
                    .query(row -> {
                        whose.put(
                                row.getLong(1),
                                new Whose(new ContactId(row.getLong(2)), row.getObject(3, Integer.class)));
                    });
        }
        return whose;
    }

    @Transactional(readOnly = true)
    public long count(String scenario) {
        return incidents.byDefinition(definitions(scenario)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many events failed to wake or start anybody so often that they wait for a retry. */
    @Transactional(readOnly = true)
    public long parkedEvents() {
        return jdbc.sql("SELECT COUNT(*) FROM scenario_signal WHERE attempts >= :most")
                .param("most", SignalWorker.MOST_ATTEMPTS)
                .query(Long.class)
                .single();
    }

    /** Lets the events that were parked try again; says how many. */
    public int retryEvents() {
        return jdbc.sql("UPDATE scenario_signal SET attempts = 0, due_at = :now WHERE attempts >= :most")
                .param("now", Utc.of(clock.instant()))
                .param("most", SignalWorker.MOST_ATTEMPTS)
                .update();
    }

    /** Why one run can't go on; empty while it can. */
    @Transactional(readOnly = true)
    public List<Stuck> of(long enrolment) {
        var found = incidents.of(enrolment);
        var whose = whose(found);
        var cards = contacts.cards(whose.values().stream().map(Whose::contact).toList());
        return found.stream()
                .map(incident -> stuck(incident, whose.get(incident.enrolment()), cards))
                .toList();
    }

    /** What those of a scenario are stuck for, the most frequent first. */
    @Transactional(readOnly = true)
    public List<EngineIncidents.Cause> causes(String scenario) {
        return incidents.causes(definitions(scenario), MOST_CAUSES);
    }

    private List<String> definitions(String scenario) {
        return jdbc.sql("SELECT process_definition_id FROM scenario_version WHERE scenario_key = :key")
                .param("key", scenario)
                .query(String.class)
                .list();
    }
}
