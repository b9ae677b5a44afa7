package org.minori.scenarios.authoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.QuietHours;

/**
 * What holds for all runs of a scenario, whichever version they follow.
 *
 * @param exits segments that end a run when its contact enters one
 * @param suppressed segments that do so too, and whose members are not let in
 * @param lateHours after how many hours a mail is not sent any more where its step doesn't say; null for never
 * @param quiet when none of its mails goes out, instead of the usual quiet hours; null for those
 * @param calendar the business calendar within whose hours its mails go out; null for any
 * @param mailsAWeek how many of its marketing mails one contact gets in seven days at the most; null for any number
 */
public record ScenarioSettings(
        Set<String> exits,
        Set<String> suppressed,
        @Nullable Integer lateHours,
        @Nullable QuietHours quiet,
        @Nullable String calendar,
        @Nullable Integer mailsAWeek) {

    /** Nothing is set. */
    public static final ScenarioSettings NONE = new ScenarioSettings(Set.of(), Set.of(), null, null, null, null);

    /** Each one that differs by its name, with what it was. */
    Map<String, String> differencesFrom(ScenarioSettings before) {
        var was = before.told();
        var differences = new TreeMap<String, String>();
        told().forEach((name, value) -> {
            var old = was.getOrDefault(name, "");
            if (!value.equals(old)) {
                differences.put(name, value);
                differences.put(name + "Before", old);
            }
        });
        return differences;
    }

    private Map<String, String> told() {
        return Map.of(
                "exits", String.join(" ", new TreeSet<>(exits)),
                "suppressed", String.join(" ", new TreeSet<>(suppressed)),
                "lateHours", lateHours == null ? "" : lateHours.toString(),
                "quiet", quiet == null ? "" : quiet.from() + "–" + quiet.to(),
                "calendar", calendar == null ? "" : calendar,
                "mailsAWeek", mailsAWeek == null ? "" : mailsAWeek.toString());
    }
}
