package org.minori.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final OutboxRows rows;
    private final ActivityLog activity;
    private final RetrySchedule schedule;
    private final MailVitals vitals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailOutcomes(
            OutboxRows rows,
            ActivityLog activity,
            RetrySchedule schedule,
            MailVitals vitals,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.activity = activity;
        this.schedule = schedule;
        this.vitals = vitals;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A mail that the server took.
     *
     * @param email null where the e-mail was removed before the mail could be noted
     * @param saidAt when its last word was said
     * @param answer null where nobody lived to hear it
     */
    record Taken(
            OutboxMail mail,
            String owner,
            @Nullable EmailTemplate email,
            Instant saidAt,
            @Nullable String answer) {}

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
     * Notes in one commit what the server has taken. When that fails each is noted in a commit of its own, so that one that
     * can't be noted stops no other.
     */
    void sent(List<Taken> taken) {
        if (taken.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> noted(taken));
            vitals.sent(taken.size());
        } catch (RuntimeException together) {
            LOG.warn("{} mails could not be noted together, each is noted by itself", taken.size(), together);
            taken.forEach(this::sentAlone);
        }
    }

    private void noted(List<Taken> taken) {
        boolean[] ours = rows.sent(taken);
        var touchpoints = IntStream.range(0, taken.size())
                .filter(i -> ours[i] && !taken.get(i).mail().isTest())
                .mapToObj(i -> touchpoint(taken.get(i)))
                .toList();
        if (!touchpoints.isEmpty()) {
            activity.record(touchpoints);
        }
    }

    /**
     * What listeners to the touchpoint do must not make us send again, so when they fail for good the mail is noted as sent
     * without it.
     */
    private void sentAlone(Taken taken) {
        vitals.sent(1);
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                transaction.executeWithoutResult(status -> noted(List.of(taken)));
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
        vitals.failed();
        transaction.executeWithoutResult(status -> {
            if (rows.end(mail, owner, MailState.FAILED, reason, answer) && !mail.isTest()) {
                activity.record(List.of(touchpoint(
                        mail,
                        send.email().name(),
                        TouchpointType.EMAIL_FAILED,
                        "failed:" + mail.id(),
                        clock.instant(),
                        Map.of("reason", reason))));
            }
        });
    }

    void suppressed(OutboxMail mail, String owner) {
        transaction.executeWithoutResult(status -> rows.end(mail, owner, MailState.SUPPRESSED, "suppressed", null));
    }

    /** Nobody knows whether it was taken, and it is not to be sent twice. */
    void parked(OutboxMail mail, String owner, Instant saidAt, String answer) {
        transaction.executeWithoutResult(status -> rows.park(mail, owner, saidAt, answer));
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

    private Touchpoint touchpoint(Taken taken) {
        var email = taken.email();
        return touchpoint(
                taken.mail(),
                email == null ? taken.mail().email() : email.name(),
                TouchpointType.EMAIL_SENT,
                null,
                taken.saidAt(),
                Map.of());
    }

    private static Touchpoint touchpoint(
            OutboxMail mail, String name, String type, @Nullable String key, Instant at, Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("mail", Long.toString(mail.id()));
        properties.put("name", name);
        return new Touchpoint(key, mail.contact(), type, mail.email(), at, Map.copyOf(properties), false);
    }
}
