package org.minori.contacts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a file that was read: where each column goes, and what every contact of it gets.
 *
 * @param headers the columns as the file names them
 * @param targets for each column a field key, a special target, or nothing
 * @param skipped what stands before the headers, a line each
 * @param otherLines those in other letters than most of the file, null when there are none
 */
public record ImportOptions(
        List<String> headers,
        List<String> targets,
        Set<String> tags,
        @Nullable String campaign,
        @Nullable Consent consent,
        List<String> skipped,
        @Nullable OtherLines otherLines) {

    public ImportOptions {
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
    }
}
