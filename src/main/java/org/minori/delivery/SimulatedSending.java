package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.delivery.MailOutcomes.Taken;
import org.minori.delivery.SendingRights.Refuse;
import org.minori.delivery.SendingRights.Send;
import org.minori.delivery.SendingRights.Wait;
import org.minori.storage.Utc;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks for the mails of a simulation what is asked for living ones, and hands those that may go to nobody. */
@Component
@ConditionalOnProperty("minori.simulation")
public class SimulatedSending {

    private static final int TOGETHER = 200;
    private static final Duration LEASE = Duration.ofDays(1);

    private final OutboxRows rows;
    private final LineRows lines;
    private final SendingRights rights;
    private final MailOutcomes outcomes;
    private final JdbcClient jdbc;
    private final Clock clock;
    private long claims;

    SimulatedSending(
            OutboxRows rows,
            LineRows lines,
            SendingRights rights,
            MailOutcomes outcomes,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.rights = rights;
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A mail that came to its turn.
     *
     * @param notNow why it waits, {@code cap} or {@code quietHours}; null where it does not
     * @param never why it does not go out at all; null where it does
     */
    public record Turn(
            long mail,
            ContactId contact,
            String email,
            @Nullable String notNow,
            @Nullable String never) {

        public boolean isSent() {
            return notNow == null && never == null;
        }
    }

    /** When the next mail has its turn; null when none waits. */
    public @Nullable Instant next() {
        return jdbc.sql("SELECT MIN(due_at) FROM outbox_mail")
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    /** Works off what is due, in the order in which it was queued. */
    public List<Turn> due() {
        var turns = new ArrayList<Turn>();
        List<OutboxMail> mails;
        do {
            var owner = "simulation." + claims++;
            mails = rows.claim(owner, TOGETHER, LEASE, false);
            if (!mails.isEmpty()) {
                work(owner, mails, turns);
            }
        } while (mails.size() == TOGETHER);
        return turns;
    }

    private void work(String owner, List<OutboxMail> mails, List<Turn> turns) {
        var verdicts = new TreeMap<>(rights.of(mails));
        var taken = new ArrayList<Taken>();
        for (var mail : mails) {
            var verdict = verdicts.get(mail.id());
            if (verdict instanceof Send send) {
                taken.add(new Taken(mail, owner, send.email(), clock.instant(), null));
            }
            turns.add(new Turn(
                    mail.id(),
                    mail.contact(),
                    mail.email(),
                    verdict instanceof Wait wait ? wait.reason() : null,
                    verdict instanceof Refuse refuse ? refuse.reason() : null));
        }
        outcomes.settle(mails, Map.copyOf(verdicts), owner);
        outcomes.sent(taken);
        lines.end(owner);
    }
}
