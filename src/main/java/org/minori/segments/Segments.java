package org.minori.segments;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.springframework.stereotype.Service;

/** Who belongs to which audience, now. */
@Service
public class Segments {

    /** A segment as menus show it. */
    public record Summary(String key, String name) {}

    public boolean exists(String key) {
        throw new UnsupportedOperationException();
    }

    public List<Summary> all() {
        throw new UnsupportedOperationException();
    }

    /** Whether one contact belongs to it, seen with what this transaction has changed so far. */
    public boolean contains(String key, ContactId contact) {
        throw new UnsupportedOperationException();
    }

    public long count(String key) {
        throw new UnsupportedOperationException();
    }

    /** Its members in the order of their ids, at most limit of them, after the given one. */
    public List<ContactId> members(String key, @Nullable ContactId after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Says which segments must tell who enters them ({@link SegmentsEntered}); the caller's earlier word is replaced. Present members are noted silently. */
    public void watch(String watcher, Set<String> keys) {
        throw new UnsupportedOperationException();
    }
}
