package org.minori.scenarios.web;

import java.time.Duration;
import java.util.List;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.delivery.SendingOverview;
import org.minori.sales.TaskBoard;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs.RunView;
import org.springframework.stereotype.Component;

/** What a run brought about outside of itself: the mails that it sent and the people in sales who had to do with it. */
@Component
class RunSurroundings {

    private static final int MOST = 50;
    private static final String HAND_OVER = "handOffToSales";
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private final SendingOverview sending;
    private final ContentLibrary content;
    private final TaskBoard tasks;

    RunSurroundings(SendingOverview sending, ContentLibrary content, TaskBoard tasks) {
        this.sending = sending;
        this.content = content;
        this.tasks = tasks;
    }

    /** A mail by its name. */
    record Mail(String name, SendingOverview.Line line) {}

    List<Mail> mails(RunView run) {
        return sending.ofRun(run.contact(), run.id(), MOST).stream()
                .map(line -> new Mail(
                        content.email(line.email()).map(EmailTemplate::name).orElse(line.email()), line))
                .toList();
    }

    /** The tasks that sales got from the run: those that were made as it came to a step that hands over. */
    List<TaskBoard.Entry> handovers(RunView run, RunPaths.Path path) {
        var moments = path.visits().stream()
                .filter(visit -> HAND_OVER.equals(visit.kind()))
                .map(RunPaths.Visit::enteredAt)
                .toList();
        return moments.isEmpty()
                ? List.of()
                : tasks.all(null, run.contact(), null, MOST).items().stream()
                        .filter(entry -> moments.stream()
                                .anyMatch(moment ->
                                        Duration.between(moment, entry.task().createdAt())
                                                        .abs()
                                                        .compareTo(TOGETHER)
                                                <= 0))
                        .toList();
    }
}
