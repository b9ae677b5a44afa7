package org.minori.delivery;

import java.time.Clock;
import java.util.List;
import org.minori.content.ContentLibrary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Settles what senders left behind that died or lost their lease: what was taken is noted as sent, only the last is in doubt. */
@Component
class LeftMails {

    private final LineRows lines;
    private final OutboxRows rows;
    private final MailOutcomes outcomes;
    private final ContentLibrary content;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeftMails(
            LineRows lines,
            OutboxRows rows,
            MailOutcomes outcomes,
            ContentLibrary content,
            TransactionTemplate transaction,
            Clock clock) {
        this.lines = lines;
        this.rows = rows;
        this.outcomes = outcomes;
        this.content = content;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Closes the claims whose lease is over and settles those that don't wait for an answer either. */
    void takeUp() {
        var now = clock.instant();
        lines.closeThoseWhoseLeaseEnded().stream()
                .filter(line -> !line.dueAt().isAfter(now))
                .forEach(line -> takeUp(line.owner()));
    }

    /** Settles at once what this node had claimed before it was started anew; how many mails go out again. */
    int takeUpWhatWasLeftBy(String node, String exceptBoot) {
        lines.leftBy(node, exceptBoot).forEach(this::takeUp);
        return rows.freeWhatWasLeftBy(node, exceptBoot);
    }

    private void takeUp(String owner) {
        var taken = transaction.execute(status -> settled(owner));
        if (taken != null && !taken.isEmpty()) {
            outcomes.sent(taken);
            transaction.executeWithoutResult(status -> lines.end(owner));
        }
    }

    /**
     * Closes the claim, so that even a sender that lives on says nothing more of it; frees what was not begun and marks the
     * doubtful one. What the server took is left to be noted as sent, when there is any.
     */
    private List<MailOutcomes.Taken> settled(String owner) {
        lines.close(owner);
        var line = lines.find(owner);
        if (line.isEmpty()) {
            return List.of();
        }
        long said = line.get().said();
        rows.doubt(owner, said);
        var taken = rows.claimedBelow(owner, said).stream()
                .map(mail -> new MailOutcomes.Taken(
                        mail, owner, content.email(mail.email()).orElse(null), clock.instant(), null))
                .toList();
        if (taken.isEmpty()) {
            lines.end(owner);
        }
        return taken;
    }
}
