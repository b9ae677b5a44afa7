package org.minori.tracking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.minori.storage.BatchedRows;
import org.minori.storage.KeyHash;
import org.minori.web.PageOf;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What contacts did and what was done with them: the door to the append-only log of touchpoints. */
@Service
@Transactional
public class ActivityLog {

    static final String OURSELVES = "minori";

    private final MovedRows moved;
    private final TouchpointTable table;
    private final BatchedRows rows;
    private final ObjectProvider<TimelineSource> sources;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ActivityLog(
            MovedRows moved,
            TouchpointTable table,
            BatchedRows rows,
            ObjectProvider<TimelineSource> sources,
            ApplicationEventPublisher events,
            Clock clock) {
        this.moved = moved;
        this.table = table;
        this.rows = rows;
        this.sources = sources;
        this.events = events;
        this.clock = clock;
    }

    /** How many were new and how many had a key that was seen before. */
    @Schema(name = "EventsTaken")
    public record Recorded(int accepted, int duplicates) {}

    /** Writes them in the running transaction and tells {@link TouchpointsRecorded} within it. */
    public Recorded record(List<Touchpoint> touchpoints) {
        return record(OURSELVES, touchpoints);
    }

    /** Like {@link #record(List)}, for a sender whose keys are its own: those of another sender are not confused with them. */
    public Recorded record(String source, List<Touchpoint> touchpoints) {
        var candidates = new ArrayList<TouchpointTable.Row>(touchpoints.size());
        var seen = new HashSet<String>();
        for (var touchpoint : touchpoints) {
            var hash = touchpoint.key() == null ? null : KeyHash.of(source, touchpoint.key());
            if (hash == null || seen.add(hash)) {
                candidates.add(new TouchpointTable.Row(touchpoint, hash));
            }
        }
        var accepted = table.insert(candidates, source, clock.instant());
        if (!accepted.isEmpty()) {
            events.publishEvent(new TouchpointsRecorded(accepted.stream()
                    .map(row -> new TouchpointsRecorded.Recorded(row.id(), row.touchpoint()))
                    .toList()));
        }
        return new Recorded(accepted.size(), touchpoints.size() - accepted.size());
    }

    /**
     * Notes what Minori itself did, as cheaply as can be: written with the other rows of this transaction at its end, told
     * to nobody, its key not looked at.
     */
    public void note(Touchpoint touchpoint) {
        var row = new TouchpointTable.Row(touchpoint, null);
        rows.add(TouchpointTable.INSERT, table.arguments(row, OURSELVES, clock.instant()));
    }

    /** One contact's touchpoints, newest first. */
    @Transactional(readOnly = true)
    public PageOf<TouchpointsRecorded.Recorded> timeline(ContactId contact, @Nullable String after, int limit) {
        return timeline(contact, List.of(), after, limit);
    }

    /** One contact's touchpoints of these kinds, newest first; without kinds all of them. */
    @Transactional(readOnly = true)
    public PageOf<TouchpointsRecorded.Recorded> timeline(
            ContactId contact, Collection<String> types, @Nullable String after, int limit) {
        var place = TimelinePlace.of(after);
        var found = new ArrayList<>(table.before(contact, place, types, limit + 1));
        for (var source : sources) {
            var wanted = new HashSet<>(source.types());
            wanted.removeIf(type -> !types.isEmpty() && !types.contains(type));
            if (!wanted.isEmpty()) {
                found.addAll(source.before(contact, wanted, place.occurredAt(), place.id(), limit + 1));
            }
        }
        found.sort(TimelinePlace.NEWEST_FIRST);
        return PageOf.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, TimelinePlace::cursor);
    }

    /** A contact's touchpoints of one kind since the instant, those of machines too, in the order in which they came in. */
    @Transactional(readOnly = true)
    public List<TouchpointsRecorded.Recorded> recent(ContactId contact, String type, Instant since) {
        return table.recent(contact, type, since);
    }

    /** The kinds of touchpoints that a contact has. */
    @Transactional(readOnly = true)
    public List<String> types(ContactId contact) {
        var types = new TreeSet<>(table.types(contact));
        sources.forEach(source -> types.addAll(source.typesOf(contact)));
        return List.copyOf(types);
    }

    /** How many touchpoints of each of these kinds people caused since the instant; kinds without any are missing. */
    @Transactional(readOnly = true)
    public Map<String, Long> counts(Collection<String> types, Instant since) {
        return table.counts(types, since);
    }

    /** Notes that these were not caused by people after all, and tells {@link TouchpointsDiscounted}. */
    void discount(List<TouchpointId> touchpoints) {
        if (!touchpoints.isEmpty()) {
            table.discount(touchpoints);
            events.publishEvent(new TouchpointsDiscounted(touchpoints));
        }
    }

    @EventListener
    void on(ContactsMerged merged) {
        moved.move(merged, "touchpoint", "id");
    }

    @EventListener
    void on(ContactsParted parted) {
        moved.back(parted, "touchpoint", "id");
    }

    @EventListener
    void on(ContactErased erased) {
        table.erase(erased.contact());
    }
}
