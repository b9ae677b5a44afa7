package org.minori.scenarios.simulation;

import java.util.List;
import java.util.Map;
import org.minori.scenarios.runs.RunCounts.ElementCount;

/**
 * What came of a simulation; the same for the same question.
 *
 * @param running how many still wait at the end; with those that ended they are all contacts
 * @param mailsPerHour mails by the hour of the day at which they went out
 * @param overCap how many contacts got more mails within a week than they should
 */
public record SimulationResult(
        long mails,
        List<Integer> mailsPerDay,
        List<Integer> mailsPerHour,
        int maxMailsPerContactPerWeek,
        int mailsAWeek,
        int overCap,
        long handedOver,
        List<Integer> handoversPerWeek,
        long running,
        Map<String, Long> ended,
        List<ElementCount> elements) {

    static final String FILE = "result.json";
}
