package org.minori.scenarios.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.runs.RunCounts.ElementCount;

/**
 * What came of a simulation; the same for the same question.
 *
 * @param medianDaysToHandover how long it took until half of those who were handed over had been; null for nobody
 * @param ninetyPercentDaysToHandover the same for nine in ten of them
 * @param running how many still wait at the end; with those that ended and those that were not let in they are all
 *     contacts, where nobody enters twice
 * @param mailsPerHour mails by the hour of the day at which they went out
 * @param overCap how many contacts got more mails within a week than they should, or would have got more than the
 *     installation's cap lets through
 * @param putOff how often a mail had to wait, by the reason ({@code quietHours}, {@code cap}, {@code scenarioCap})
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
        @Nullable Double medianDaysToHandover,
        @Nullable Double ninetyPercentDaysToHandover,
        long running,
        long notEntered,
        Map<String, Long> ended,
        List<ElementCount> elements) {

    /** The hour of the day in which most mails go out; null where none does. */
    public @Nullable Integer busiestHour() {
        int most = mailsPerHour.stream().mapToInt(Integer::intValue).max().orElse(0);
        return most == 0 ? null : Integer.valueOf(mailsPerHour.indexOf(most));
    }

    static final String FILE = "result.json";
}
