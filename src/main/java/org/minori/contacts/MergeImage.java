package org.minori.contacts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Both records as they were before they were merged.
 *
 * @param winnerRow columns of the winner as the database writes them
 * @param loserRow the same of the loser
 * @param winner values of the winner by keys of fields
 * @param loserFields values of the loser's custom fields
 * @param written what the merge wrote into the winner
 */
record MergeImage(
        Map<String, @Nullable String> winnerRow,
        Map<String, @Nullable String> loserRow,
        Map<String, String> winner,
        Map<String, String> loserFields,
        Set<String> winnerTags,
        Set<String> loserTags,
        Map<String, String> written) {

    /** What has to be written into the winner so that it is as it was, without what somebody changed since. */
    Map<String, String> back(Map<String, String> now) {
        var back = new HashMap<String, String>();
        written.forEach((key, value) -> {
            if (value.equals(now.get(key))) {
                back.put(key, winner.getOrDefault(key, ""));
            }
        });
        return back;
    }

    /** The winner's tags without those that came with the loser. */
    Set<String> tagsBack(Set<String> now) {
        var tags = new HashSet<>(now);
        loserTags.stream().filter(tag -> !winnerTags.contains(tag)).forEach(tags::remove);
        return tags;
    }
}
