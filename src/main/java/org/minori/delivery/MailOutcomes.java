package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.minori.content.EmailTemplate;
import org.minori.delivery.SendingRights.Refuse;
import org.minori.delivery.SendingRights.Send;
import org.minori.delivery.SendingRights.Verdict;
import org.minori.delivery.SendingRights.Wait;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what became of mails, together with the touchpoints that the others read. */
@Component
class MailOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(MailOutcomes.class);
    private static final int TRIES = 3;

    /** Longer than any server may take for the answer to the last word (RFC 5321 wants ten minutes at the most). */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(6);

    private final OutboxRows rows;
    private final SendingRights rights;
    private final ActivityLog activity;
    private final RetrySchedule schedule;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailOutcomes(
            OutboxRows rows,
            SendingRights rights,
            ActivityLog activity,
            RetrySchedule schedule,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.rights = rights;
        this.activity = activity;
        this.schedule = schedule;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Settles those of a batch that don't go out now. */
    void settle(Collection<OutboxMail> mails, Map<Long, Verdict> verdicts, String owner) {
        transaction.executeWithoutResult(status -> mails.forEach(mail -> {
            var verdict = verdicts.get(mail.id());
            if (verdict instanceof Refuse refuse) {
                rows.end(mail, owner, refuse.state(), refuse.reason(), null);
            } else if (verdict instanceof Wait wait) {
                rows.defer(mail, owner, wait.until(), false, false, wait.reason(), null);
            }
        }));
    }

    /**
     * Notes in one commit what the server has taken, and which mails it is about to get the last word of, unless somebody
     * refused them meanwhile. When that fails each is noted in a commit of its own, so that one that can't be noted stops no
     * other.
     */
    void note(List<MailNotes.Note> notes) {
        try {
            var words = transaction.execute(status -> noted(notes));
            for (int i = 0; i < notes.size(); i++) {
                notes.get(i).word = words == null ? null : words.get(i);
            }
        } catch (RuntimeException together) {
            LOG.warn("{} mails could not be noted together, each is noted by itself", notes.size(), together);
            notes.forEach(this::noteAlone);
        }
    }

    private List<MailNotes.Word> noted(List<MailNotes.Note> notes) {
        sent(notes.stream().map(note -> note.taken).filter(Objects::nonNull).toList());
        return words(notes);
    }

    private void sent(List<MailNotes.Taken> taken) {
        boolean[] ours = rows.sent(taken);
        var touchpoints = IntStream.range(0, taken.size())
                .filter(i -> ours[i] && !taken.get(i).mail().isTest())
                .mapToObj(i ->
                        touchpoint(taken.get(i).mail(), taken.get(i).send(), TouchpointType.EMAIL_SENT, null, Map.of()))
                .toList();
        if (!touchpoints.isEmpty()) {
            activity.record(touchpoints);
        }
    }

    private List<MailNotes.Word> words(List<MailNotes.Note> notes) {
        var nexts =
                notes.stream().map(note -> note.next).filter(Objects::nonNull).toList();
        var unwanted = rights.unwanted(nexts.stream()
                .filter(next -> !next.mail().isTest())
                .map(WrittenMail::send)
                .toList());
        var handed = notes.stream()
                .filter(note ->
                        note.next != null && !unwanted.contains(note.next.send().to()))
                .toList();
        boolean[] ours = rows.handed(
                handed.stream()
                        .map(note -> Objects.requireNonNull(note.next).mail())
                        .toList(),
                handed.stream().map(note -> note.owner).toList(),
                ANSWER_WITHIN);
        return notes.stream()
                .map(note -> {
                    if (note.next == null) {
                        return MailNotes.Word.NONE;
                    }
                    int i = handed.indexOf(note);
                    return i < 0 ? MailNotes.Word.UNWANTED : ours[i] ? MailNotes.Word.SAY : MailNotes.Word.NOT_OURS;
                })
                .toList();
    }

    private void noteAlone(MailNotes.Note note) {
        try {
            if (note.taken != null) {
                sentAlone(note.taken);
            }
            var words = transaction.execute(status -> words(List.of(note)));
            note.word = words == null ? null : words.get(0);
        } catch (RuntimeException failure) {
            note.failure = failure;
        }
    }

    /**
     * What listeners to the touchpoint do must not make us send again, so when they fail for good the mail is noted as sent
     * without it.
     */
    private void sentAlone(MailNotes.Taken taken) {
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                transaction.executeWithoutResult(status -> sent(List.of(taken)));
                return;
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Mail {} was sent but could not be noted, try {} of {}",
                        taken.mail().id(),
                        tried,
                        TRIES,
                        failure);
            }
        }
        rows.sent(List.of(taken));
        LOG.error(
                "Mail {} was sent and noted, but its touchpoint is missing",
                taken.mail().id());
    }

    /** The mail will never go out. */
    void failed(OutboxMail mail, String owner, Send send, String reason, @Nullable String answer) {
        transaction.executeWithoutResult(status -> {
            if (rows.end(mail, owner, MailState.FAILED, reason, answer) && !mail.isTest()) {
                activity.record(List.of(touchpoint(
                        mail, send, TouchpointType.EMAIL_FAILED, "failed:" + mail.id(), Map.of("reason", reason))));
            }
        });
    }

    void suppressed(OutboxMail mail, String owner) {
        transaction.executeWithoutResult(status -> rows.end(mail, owner, MailState.SUPPRESSED, "suppressed", null));
    }

    /** Nobody knows whether it was taken, and it is not to be sent twice. */
    void parked(OutboxMail mail, String owner, String answer) {
        transaction.executeWithoutResult(status -> rows.end(mail, owner, MailState.UNKNOWN, "parked", answer));
    }

    /** Not now: later, or never when it would be too old by then. */
    void later(OutboxMail mail, String owner, Send send, String reason, boolean doubtful, String answer) {
        var kind =
                mail.isTest() ? EmailTemplate.Kind.TRANSACTIONAL : send.email().kind();
        var next = schedule.next(mail, kind);
        if (next.isEmpty()) {
            failed(mail, owner, send, "tooOld", answer);
            return;
        }
        transaction.executeWithoutResult(status -> rows.defer(mail, owner, next.get(), true, doubtful, reason, answer));
    }

    private Touchpoint touchpoint(
            OutboxMail mail, Send send, String type, @Nullable String key, Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("mail", Long.toString(mail.id()));
        properties.put("name", send.email().name());
        return new Touchpoint(key, mail.contact(), type, mail.email(), clock.instant(), Map.copyOf(properties), false);
    }
}
