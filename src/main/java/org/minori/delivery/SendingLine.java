package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.MailOutcomes.Taken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the mail server and the thread that keeps it busy. While the server thinks about a mail the next one is
 * written and offered. One small commit before each last word says how far the claim has got ({@link LineRows}); what was
 * taken is noted many at a time.
 */
final class SendingLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SendingLine.class);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SHORT_BATCH = Duration.ofMillis(500);
    private static final Duration LONG_BATCH = Duration.ofSeconds(2);
    private static final Duration NOTED_WITHIN = Duration.ofSeconds(1);
    private static final int FEWEST = 5;

    /** Each claim has a name of its own, so that what one left behind is never taken for the next one's. */
    private static final AtomicLong CLAIMS = new AtomicLong();

    private final SenderParts parts;
    private final String name;
    private final BooleanSupplier stopping;
    private final List<Taken> taken = new ArrayList<>();
    private String owner;
    private Instant saidAt = Instant.EPOCH;
    private Instant notedAt = Instant.EPOCH;
    private MailServer.@Nullable Connection connection;
    private int sentOnIt;
    private Instant lastUsed = Instant.EPOCH;
    private int atOnce;

    /** What all lines share. */
    record SenderParts(
            OutboxRows rows,
            SendingRights rights,
            MailComposer composer,
            MailOutcomes outcomes,
            LineRows lines,
            LeftMails left,
            ServerHealth health,
            MailServer server,
            SenderBell bell,
            DeliverySettings settings,
            Clock clock) {}

    SendingLine(SenderParts parts, String name, BooleanSupplier stopping) {
        this.parts = parts;
        this.name = name;
        this.owner = name;
        this.stopping = stopping;
        this.atOnce = Math.min(20, parts.settings().claimed());
    }

    /** One batch; how many were claimed, 0 when nothing was due or the server is away. */
    int work() {
        if (!parts.health().mayTry() || parts.health().away() != null && !connected()) {
            return 0;
        }
        noteTaken();
        parts.left().takeUp();
        var start = now();
        owner = name + "." + CLAIMS.incrementAndGet();
        var mails = parts.rows().claim(owner, atOnce, parts.settings().lease(), parks());
        if (mails.isEmpty()) {
            hangUpWhenIdle();
            return 0;
        }
        boolean moreIsDue = mails.size() == atOnce;
        if (moreIsDue) {
            parts.bell().ring();
        }
        var claimed = new ClaimedMails(
                parts, owner, mails, start.plus(parts.settings().lease().dividedBy(2)));
        try {
            send(claimed);
        } finally {
            parts.rows().release(claimed.left(), owner, now());
        }
        noteTaken();
        parts.lines().end(owner);
        claimAsManyAsGoOutSoon(moreIsDue, Duration.between(start, now()));
        return mails.size();
    }

    /** What was taken is noted together; should that fail, the claim's row says the same to whoever takes it up. */
    private void noteTaken() {
        parts.outcomes().sent(List.copyOf(taken));
        taken.clear();
        notedAt = now();
    }

    /** A slow server gets few at once, so that what waits is shared with the other connections; a quick one many, since a claim costs a commit. */
    private void claimAsManyAsGoOutSoon(boolean moreIsDue, Duration took) {
        if (moreIsDue && took.compareTo(SHORT_BATCH) < 0) {
            atOnce = Math.min(atOnce * 2, parts.settings().claimed());
        } else if (took.compareTo(LONG_BATCH) > 0) {
            atOnce = Math.max(atOnce / 2, Math.min(FEWEST, parts.settings().claimed()));
        }
    }

    private void send(ClaimedMails mails) {
        notedAt = now();
        try {
            WrittenMail said = null;
            while (true) {
                var next = stopping.getAsBoolean() ? null : mails.next();
                if (said == null && next == null) {
                    return;
                }
                if (said == null && next != null && !connected()) {
                    mails.giveBack(next);
                    return;
                }
                said = step(said, next, mails);
            }
        } catch (RuntimeException failure) {
            // Whatever it was, the dialogue stands somewhere in its middle.
            hangUp();
            throw failure;
        }
    }

    /** Hears the answer to the mail that was said, and says the next; that one is returned when its answer is to be heard. */
    private @Nullable WrittenMail step(@Nullable WrittenMail said, @Nullable WrittenMail next, ClaimedMails mails) {
        var open = connection;
        boolean ahead = false;
        if (open != null && said != null && next != null && open.takesSeveral()) {
            open.offer(next.outgoing());
            ahead = true;
        }
        if (said != null) {
            answerTo(said);
        }
        if (next != null && said != null && stopping.getAsBoolean()) {
            hangUp();
            mails.giveBack(next);
            return null;
        }
        if (now().isAfter(notedAt.plus(NOTED_WITHIN))) {
            noteTaken();
        }
        boolean isSaid = next != null && isAgreed(next, ahead, ahead && connection == open, mails) && say(next, mails);
        return isSaid ? next : null;
    }

    private void answerTo(WrittenMail said) {
        var mail = said.mail();
        try {
            String answer = open().answer();
            sentOnIt++;
            lastUsed = now();
            taken.add(new Taken(mail, owner, said.send().email(), saidAt, answer));
        } catch (MailServer.Refused refused) {
            refused(said, refused);
        } catch (MailServer.AnswerLost lost) {
            hangUp();
            if (parks()) {
                parts.outcomes().parked(mail, owner, saidAt, said(lost));
            } else {
                parts.outcomes().later(mail, owner, said.send(), "answerLost", true, said(lost));
            }
        } catch (MailServer.Broken broken) {
            hangUp();
            parts.outcomes().later(mail, owner, said.send(), "connectionLost", false, said(broken));
        }
    }

    /** Whether the server wants to hear the mail; when not, what becomes of it is settled. */
    private boolean isAgreed(WrittenMail next, boolean wasAhead, boolean isOffered, ClaimedMails mails) {
        if (!connected()) {
            mails.giveBack(next);
            return false;
        }
        boolean mayHaveDied = sentOnIt > 0 || wasAhead;
        try {
            if (!isOffered) {
                open().offer(next.outgoing());
            }
            open().agreed();
            return true;
        } catch (MailServer.Refused refused) {
            refused(next, refused);
        } catch (MailServer.Broken broken) {
            hangUp();
            if (mayHaveDied && !next.again()) {
                mails.giveBack(next.onceMore());
            } else {
                parts.outcomes().later(next.mail(), owner, next.send(), "connectionLost", false, said(broken));
            }
        }
        return false;
    }

    private boolean say(WrittenMail next, ClaimedMails mails) {
        boolean mayBeSaid;
        var before = now();
        try {
            mayBeSaid = parts.lines().say(owner, next);
        } catch (RuntimeException unnoted) {
            mails.giveBack(next);
            throw unnoted;
        }
        if (mayBeSaid) {
            saidAt = before;
            open().say();
            return true;
        }
        // The server waits for a text that must not come: only hanging up ends that.
        hangUp();
        if (parts.rights().isUnwanted(next)) {
            parts.outcomes().suppressed(next.mail(), owner);
            mails.rightsChanged();
        }
        return false;
    }

    private void refused(WrittenMail mail, MailServer.Refused refused) {
        if (refused.forGood()) {
            parts.outcomes().failed(mail.mail(), owner, mail.send(), "refused", said(refused));
        } else {
            parts.outcomes().later(mail.mail(), owner, mail.send(), "temporary", false, said(refused));
        }
    }

    private boolean parks() {
        return parts.settings().doubtful() == DeliverySettings.Doubtful.PARK;
    }

    private MailServer.Connection open() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
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

    static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
