package org.minori.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.content.RenderingFailed;
import org.minori.delivery.SendingLine.SenderParts;
import org.minori.delivery.SendingRights.Send;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The mails of one claim: hands out those that may go out, written; settles the others; asks for the rights again when they get old. */
final class ClaimedMails {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimedMails.class);
    private static final Duration RIGHTS_GET_OLD = Duration.ofSeconds(2);

    private final SenderParts parts;
    private final String owner;
    private final Deque<OutboxMail> waiting;
    private final Instant leaseEnds;
    private @Nullable WrittenMail givenBack;
    private Map<Long, Send> allowed = Map.of();
    private Instant freshUntil = Instant.EPOCH;

    ClaimedMails(SenderParts parts, String owner, List<OutboxMail> mails, Instant leaseEnds) {
        this.parts = parts;
        this.owner = owner;
        this.waiting = new ArrayDeque<>(mails);
        this.leaseEnds = leaseEnds;
    }

    /** The next that may go out; null when there is none, or none that is ours for long enough. */
    @Nullable
    WrittenMail next() {
        if (givenBack != null) {
            var again = givenBack;
            givenBack = null;
            return again;
        }
        while (!waiting.isEmpty() && now().isBefore(leaseEnds)) {
            if (!now().isBefore(freshUntil)) {
                askForRights();
                continue;
            }
            var mail = waiting.remove();
            var send = allowed.get(mail.id());
            var written = send == null ? null : written(mail, send);
            if (written != null) {
                return written;
            }
        }
        return null;
    }

    /** Takes back a mail that did not go out, to be the next. */
    void giveBack(WrittenMail mail) {
        givenBack = mail;
    }

    /** Somebody refused since: the rights of all that wait are asked for again. */
    void rightsChanged() {
        freshUntil = Instant.EPOCH;
    }

    /** Those that did not go out. */
    Collection<OutboxMail> left() {
        if (givenBack != null) {
            waiting.addFirst(givenBack.mail());
            givenBack = null;
        }
        return waiting;
    }

    private void askForRights() {
        var verdicts = parts.rights().of(waiting);
        var may = new HashMap<Long, Send>();
        verdicts.forEach((id, verdict) -> {
            if (verdict instanceof Send send) {
                may.put(id, send);
            }
        });
        if (may.size() < verdicts.size()) {
            parts.outcomes().settle(waiting, verdicts, owner);
            waiting.removeIf(mail -> !may.containsKey(mail.id()));
        }
        allowed = may;
        freshUntil = now().plus(RIGHTS_GET_OLD);
    }

    private @Nullable WrittenMail written(OutboxMail mail, Send send) {
        try {
            return new WrittenMail(mail, send, parts.composer().compose(mail, send), false);
        } catch (DataAccessException | TransactionException databaseAway) {
            waiting.addFirst(mail);
            throw databaseAway;
        } catch (RenderingFailed fault) {
            parts.outcomes().failed(mail, owner, send, "rendering", SendingLine.said(fault));
        } catch (RuntimeException poison) {
            LOG.error("Mail {} ({}) can't be written", mail.id(), mail.email(), poison);
            parts.outcomes()
                    .failed(mail, owner, send, "rendering", poison.getClass().getSimpleName());
        }
        return null;
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
