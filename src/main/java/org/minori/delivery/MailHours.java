package org.minori.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Says when mails of some origin may go out, where other hours hold for them than the usual ones. */
public interface MailHours {

    /**
     * The next moment, now included, at which such a mail may go out; empty where the usual hours hold.
     *
     * @param zone the contact's
     */
    Optional<Instant> nextFor(String origin, Instant now, ZoneId zone);
}
