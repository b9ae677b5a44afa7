package org.minori.tracking;

import java.util.Optional;

/** Knows what people call the subject of some kinds of touchpoints, such as an e-mail by its key; modules above bring theirs as beans. */
public interface SubjectNames {

    /** The name, or empty for a kind or a key that is not its own. */
    Optional<String> name(String type, String subject);
}
