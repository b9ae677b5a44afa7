package org.minori.delivery;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Writes down what became of a mail, each in a commit of its own, together with the touchpoint that the others read. */
@Component
class MailOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(MailOutcomes.class);
    private static final int TRIES = 3;

    private final OutboxRows rows;
    private final ActivityLog activity;
    private final RetrySchedule schedule;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailOutcomes(
            OutboxRows rows,
            ActivityLog activity,
            RetrySchedule schedule,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
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
     * The server has taken it. What listeners to the touchpoint do must not make us send again, so when they fail for good
     * the mail is noted as sent without it.
     */
    void sent(OutboxMail mail, String owner, Send send, String answer) {
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (sentRow(mail, owner, send, answer) && !mail.isTest()) {
                        tell(mail, send, TouchpointType.EMAIL_SENT, "sent:" + mail.id(), Map.of());
                    }
                });
                return;
            } catch (RuntimeException failure) {
                LOG.warn("Mail {} was sent but could not be noted, try {} of {}", mail.id(), tried, TRIES, failure);
            }
        }
        transaction.executeWithoutResult(status -> sentRow(mail, owner, send, answer));
        LOG.error("Mail {} was sent and noted, but its touchpoint is missing", mail.id());
    }

    private boolean sentRow(OutboxMail mail, String owner, Send send, String answer) {
        return rows.sent(mail, owner, send.email().kind().name(), send.email().version(), answer);
    }

    /** The mail will never go out. */
    void failed(OutboxMail mail, String owner, Send send, String reason, @Nullable String answer) {
        transaction.executeWithoutResult(status -> {
            if (rows.end(mail, owner, MailState.FAILED, reason, answer) && !mail.isTest()) {
                tell(mail, send, TouchpointType.EMAIL_FAILED, "failed:" + mail.id(), Map.of("reason", reason));
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

    private void tell(OutboxMail mail, Send send, String type, String key, Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("mail", Long.toString(mail.id()));
        properties.put("name", send.email().name());
        activity.record(List.of(new Touchpoint(
                key, mail.contact(), type, mail.email(), clock.instant(), Map.copyOf(properties), false)));
    }
}
