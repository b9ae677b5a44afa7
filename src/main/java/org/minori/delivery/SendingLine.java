package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.minori.content.RenderingFailed;
import org.minori.delivery.SendingRights.Send;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One connection to the mail server and the thread that keeps it busy: claims a few mails, asks for their rights, sends one by one. */
final class SendingLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SendingLine.class);

    /** Longer than any server may take for the answer to the last word (RFC 5321 wants ten minutes at the most). */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(6);

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration RIGHTS_GET_OLD = Duration.ofSeconds(2);

    private final SenderParts parts;
    private final String owner;
    private final BooleanSupplier stopping;
    private MailServer.@Nullable Connection connection;
    private int sentOnIt;
    private Instant lastUsed = Instant.EPOCH;

    /** What all lines share. */
    record SenderParts(
            OutboxRows rows,
            SendingRights rights,
            MailComposer composer,
            MailOutcomes outcomes,
            ServerHealth health,
            MailServer server,
            DeliverySettings settings,
            Clock clock) {}

    SendingLine(SenderParts parts, String owner, BooleanSupplier stopping) {
        this.parts = parts;
        this.owner = owner;
        this.stopping = stopping;
    }

    /** One batch; how many were claimed, 0 when nothing was due or the server is away. */
    int work() {
        if (!parts.health().mayTry() || parts.health().away() != null && !connected()) {
            return 0;
        }
        var settings = parts.settings();
        boolean park = settings.doubtful() == DeliverySettings.Doubtful.PARK;
        var claimedAt = now();
        var mails = parts.rows().claim(owner, settings.claimed(), settings.lease(), park);
        if (mails.isEmpty()) {
            hangUpWhenIdle();
            return 0;
        }
        send(mails, claimedAt);
        return mails.size();
    }

    private void send(List<OutboxMail> mails, Instant claimedAt) {
        var waiting = new ArrayDeque<>(mails);
        try {
            var leaseEnds = claimedAt.plus(parts.settings().lease().dividedBy(2));
            var freshUntil = Instant.EPOCH;
            Map<Long, Send> allowed = Map.of();
            while (!waiting.isEmpty() && !stopping.getAsBoolean() && now().isBefore(leaseEnds)) {
                if (!now().isBefore(freshUntil)) {
                    allowed = allowed(waiting);
                    freshUntil = now().plus(RIGHTS_GET_OLD);
                    continue;
                }
                if (!connected()) {
                    return;
                }
                var mail = waiting.remove();
                var send = allowed.get(mail.id());
                if (send != null) {
                    sendOne(mail, send, true);
                }
            }
        } finally {
            parts.rows().release(waiting, owner, now());
        }
    }

    /** Asks for the rights of all that wait and settles those that must not go out now. */
    private Map<Long, Send> allowed(Deque<OutboxMail> waiting) {
        var verdicts = parts.rights().of(waiting);
        var allowed = new HashMap<Long, Send>();
        verdicts.forEach((id, verdict) -> {
            if (verdict instanceof Send send) {
                allowed.put(id, send);
            }
        });
        if (allowed.size() < verdicts.size()) {
            parts.outcomes().settle(waiting, verdicts, owner);
            waiting.removeIf(mail -> !allowed.containsKey(mail.id()));
        }
        return allowed;
    }

    private void sendOne(OutboxMail mail, Send send, boolean maybeAgain) {
        if (!mail.isTest() && !parts.rights().isStillWanted(send)) {
            parts.outcomes().suppressed(mail, owner);
            return;
        }
        var outgoing = compose(mail, send);
        if (outgoing == null) {
            return;
        }
        boolean usedBefore = sentOnIt > 0;
        try {
            var line = connection;
            if (line == null) {
                throw new IllegalStateException("not connected");
            }
            String answer = line.send(outgoing, () -> parts.rows().handed(mail, owner, ANSWER_WITHIN));
            sentOnIt++;
            lastUsed = now();
            parts.outcomes().sent(mail, owner, send, answer);
        } catch (MailServer.NotOurs taken) {
            hangUp();
        } catch (MailServer.Refused refused) {
            refused(mail, send, refused);
        } catch (MailServer.AnswerLost lost) {
            hangUp();
            answerLost(mail, send, lost);
        } catch (MailServer.Broken broken) {
            hangUp();
            if (usedBefore && maybeAgain && connected()) {
                sendOne(mail, send, false);
            } else {
                parts.outcomes().later(mail, owner, send, "connectionLost", false, said(broken));
            }
        } catch (RuntimeException failure) {
            // Whatever it was, the dialogue stands somewhere in its middle.
            hangUp();
            throw failure;
        }
    }

    private @Nullable OutgoingMail compose(OutboxMail mail, Send send) {
        try {
            return parts.composer().compose(mail, send);
        } catch (DataAccessException | TransactionException databaseAway) {
            throw databaseAway;
        } catch (RenderingFailed fault) {
            parts.outcomes().failed(mail, owner, send, "rendering", said(fault));
        } catch (RuntimeException poison) {
            LOG.error("Mail {} ({}) can't be written", mail.id(), mail.email(), poison);
            parts.outcomes()
                    .failed(mail, owner, send, "rendering", poison.getClass().getSimpleName());
        }
        return null;
    }

    private void refused(OutboxMail mail, Send send, MailServer.Refused refused) {
        if (refused.forGood()) {
            parts.outcomes().failed(mail, owner, send, "refused", said(refused));
        } else {
            parts.outcomes().later(mail, owner, send, "temporary", false, said(refused));
        }
    }

    private void answerLost(OutboxMail mail, Send send, MailServer.AnswerLost lost) {
        if (parts.settings().doubtful() == DeliverySettings.Doubtful.PARK) {
            parts.outcomes().parked(mail, owner, said(lost));
        } else {
            parts.outcomes().later(mail, owner, send, "answerLost", true, said(lost));
        }
    }

    private boolean connected() {
        if (connection != null) {
            return true;
        }
        try {
            connection = parts.server().connect();
            sentOnIt = 0;
            lastUsed = now();
            parts.health().isBack();
            return true;
        } catch (MailServer.Unreachable away) {
            if (parts.health().away() == null) {
                LOG.warn("The mail server can't be reached, mails wait: {}", said(away));
            }
            parts.health().isAway(said(away));
            return false;
        }
    }

    private void hangUpWhenIdle() {
        if (connection != null && now().isAfter(lastUsed.plus(IDLE))) {
            hangUp();
        }
    }

    private void hangUp() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        hangUp();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
