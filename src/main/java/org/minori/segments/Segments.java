package org.minori.segments;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who belongs to which audience, now. */
@Service
@Transactional
public class Segments {

    private final MovedRows moved;
    private final SegmentShelf shelf;
    private final Audience audience;
    private final FixedLists lists;
    private final SegmentWatch watch;

    Segments(MovedRows moved, SegmentShelf shelf, Audience audience, FixedLists lists, SegmentWatch watch) {
        this.moved = moved;
        this.shelf = shelf;
        this.audience = audience;
        this.lists = lists;
        this.watch = watch;
    }

    /** A segment as menus show it. */
    public record Summary(String key, String name) {}

    @Transactional(readOnly = true)
    public boolean exists(String key) {
        return shelf.exists(key);
    }

    @Transactional(readOnly = true)
    public List<Summary> all() {
        return shelf.all().stream()
                .map(segment -> new Summary(segment.key(), segment.name()))
                .toList();
    }

    /** Those whose members are put on a list one by one, which steps and people can change. */
    @Transactional(readOnly = true)
    public List<Summary> fixed() {
        return shelf.all().stream()
                .filter(segment -> segment.kind() == SegmentKind.FIXED)
                .map(segment -> new Summary(segment.key(), segment.name()))
                .toList();
    }

    /** Whether one contact belongs to it, seen with what this transaction has changed so far. */
    public boolean contains(String key, ContactId contact) {
        return !among(key, List.of(contact)).isEmpty();
    }

    /** Those of the contacts (at most some hundreds) who belong to it, by one query, seen with what this transaction has changed so far. */
    public Set<ContactId> among(String key, Collection<ContactId> contacts) {
        return audience.among(rule(key), contacts);
    }

    @Transactional(readOnly = true)
    public long count(String key) {
        return audience.count(rule(key));
    }

    /** Its members in the order of their ids, at most limit of them, after the given one. */
    @Transactional(readOnly = true)
    public List<ContactId> members(String key, @Nullable ContactId after, int limit) {
        return audience.members(rule(key), after, limit);
    }

    /** Puts a contact on a fixed list; twice changes nothing. */
    public void add(String key, ContactId contact) {
        lists.add(key, contact);
    }

    /** Takes a contact from a fixed list; twice changes nothing. */
    public void remove(String key, ContactId contact) {
        lists.remove(key, contact);
    }

    /** Says which segments must tell who enters them ({@link SegmentsEntered}); the caller's earlier word is replaced. Present members are noted silently. */
    public void watch(String watcher, Set<String> keys) {
        watch.replace(watcher, keys);
    }

    private Rule rule(String key) {
        if (shelf.meaning(key).isEmpty()) {
            throw new SegmentNotFound(key);
        }
        return new Rule.InSegment(key);
    }

    @EventListener
    void merge(ContactsMerged event) {
        moved.union(event, "segment_contact", "segment_key", "added_at");
        moved.union(event, "segment_member", "segment_key", "entered_at");
    }

    @EventListener
    void part(ContactsParted event) {
        moved.part(event, "segment_contact", "segment_key", "added_at");
        moved.part(event, "segment_member", "segment_key", "entered_at");
    }

    @EventListener
    void forget(ContactErased event) {
        lists.forget(event.contact());
        watch.forget(event.contact());
    }
}
