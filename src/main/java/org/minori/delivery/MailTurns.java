package org.minori.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.minori.delivery.MailOutcomes.Taken;
import org.minori.delivery.SendingRights.Refuse;
import org.minori.delivery.SendingRights.Send;
import org.minori.delivery.SendingRights.Wait;
import org.springframework.stereotype.Component;

/** Asks for claimed mails what is asked for all, and notes those that may go as sent without handing them to anybody. */
@Component
class MailTurns {

    private final LineRows lines;
    private final SendingRights rights;
    private final MailOutcomes outcomes;
    private final Clock clock;

    MailTurns(LineRows lines, SendingRights rights, MailOutcomes outcomes, Clock clock) {
        this.lines = lines;
        this.rights = rights;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    List<MailTurn> take(String owner, List<OutboxMail> mails) {
        if (mails.isEmpty()) {
            return List.of();
        }
        var verdicts = rights.of(mails);
        var taken = new ArrayList<Taken>();
        var turns = new ArrayList<MailTurn>();
        for (var mail : mails) {
            var verdict = verdicts.get(mail.id());
            if (verdict instanceof Send send) {
                taken.add(new Taken(mail, owner, send.email(), clock.instant(), null));
            }
            turns.add(new MailTurn(
                    mail.id(),
                    mail.contact(),
                    mail.email(),
                    mail.origin(),
                    verdict instanceof Wait wait ? wait.reason() : null,
                    verdict instanceof Refuse refuse ? refuse.reason() : null));
        }
        outcomes.settle(mails, verdicts, owner);
        outcomes.sent(taken);
        lines.end(owner);
        return turns;
    }
}
