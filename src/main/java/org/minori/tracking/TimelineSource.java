package org.minori.tracking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.minori.contacts.ContactId;

/**
 * What a module above keeps anyway and the timeline shows without a row of its own, such as the runs of scenarios; it
 * brings it as a bean. Its ids differ from those of the log.
 */
public interface TimelineSource {

    /** The kinds that it may bring. */
    Set<String> types();

    /** Those of its kinds that this contact has. */
    Set<String> typesOf(ContactId contact);

    /** At most limit of these kinds, newest first, that happened before the instant, or at it with a smaller id. */
    List<TouchpointsRecorded.Recorded> before(
            ContactId contact, Collection<String> types, Instant at, long id, int limit);
}
