package org.minori.scenarios.simulation;

import java.util.List;
import java.util.Map;
import org.minori.scenarios.runs.RunCounts.ElementCount;

/**
 * What came of a simulation; the same for the same question.
 *
 * @param running how many still wait at the end; with those that ended and those that were not let in they are all
 *     contacts, where nobody enters twice
 * @param mailsPerHour mails by the hour of the day at which they went out
 * @param overCap how many contacts got more mails within a week than they should, or would have got more than the
 *     installation's cap lets through
 * @param putOff how often a mail had to wait, by the reason ({@code quietHours}, {@code cap})
 * @param notSent how many mails did not go out, by the reason
 * @param notEntered how many contacts the scenario's rules did not let in
 */
public record SimulationResult(
        long mails,
        List<Integer> mailsPerDay,
        List<Integer> mailsPerHour,
        int maxMailsPerContactPerWeek,
        int mailsAWeek,
        int overCap,
        Map<String, Integer> putOff,
        Map<String, Integer> notSent,
        long handedOver,
        List<Integer> handoversPerWeek,
        long running,
        long notEntered,
        Map<String, Long> ended,
        List<ElementCount> elements) {

    static final String FILE = "result.json";
}
