package org.minori.tracking;

import java.util.Optional;
import java.util.stream.Stream;

/** Knows what people call the subject of some kinds of touchpoints, such as an e-mail by its key; modules above bring theirs as beans. */
public interface SubjectNames {

    /** The name, or empty for a kind or a key that is not its own. */
    Optional<String> name(String type, String subject);

    /** The name that one of them knows, else the subject as it is. */
    static String of(Stream<SubjectNames> known, String type, String subject) {
        return known.flatMap(names -> names.name(type, subject).stream())
                .findFirst()
                .orElse(subject);
    }
}
