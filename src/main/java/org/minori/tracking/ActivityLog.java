package org.minori.tracking;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.web.PageOf;
import org.springframework.stereotype.Service;

/** What contacts did and what was done with them: the door to the append-only log of touchpoints. */
@Service
public class ActivityLog {

    /** How many were new and how many had a key that was seen before. */
    public record Recorded(int accepted, int duplicates) {}

    /** Writes them in the running transaction and tells {@link TouchpointsRecorded} within it. */
    public Recorded record(List<Touchpoint> touchpoints) {
        throw new UnsupportedOperationException();
    }

    /** One contact's touchpoints, newest first. */
    public PageOf<TouchpointsRecorded.Recorded> timeline(ContactId contact, @Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }
}
