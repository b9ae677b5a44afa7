package org.minori.scenarios.web;

import org.jspecify.annotations.Nullable;
import org.minori.scenarios.runs.RunStatistics;
import org.minori.web.InvalidInput;

/**
 * Whose numbers are wanted: those of one version, of the newest when none is named, or of all together.
 *
 * @param version null for the newest and for all
 */
record VersionChoice(@Nullable Integer version, boolean all) {

    private static final String ALL = "all";

    static VersionChoice of(String text) {
        var word = text.strip();
        if (word.isEmpty() || word.equals(ALL)) {
            return new VersionChoice(null, word.equals(ALL));
        }
        if (!word.matches("\\d{1,9}")) {
            throw new InvalidInput("version", "scenarios.statistics.version");
        }
        return new VersionChoice(Integer.valueOf(word), false);
    }

    RunStatistics.Statistics counted(RunStatistics statistics, String key, RunStatistics.Period period) {
        return all ? statistics.ofAllVersions(key, period) : statistics.of(key, version, period);
    }

    /** As an address names it; the newest by its number, so that what is looked at stays the same. */
    String word(RunStatistics.Statistics counted) {
        return all ? ALL : String.valueOf(counted.version());
    }
}
