package org.minori.scoring;

import java.util.List;
import org.minori.contacts.ContactId;

/** These scores went up or down, in the transaction that is still open. */
public record ScoresChanged(List<Changed> changes) {

    /** One score before and after. */
    public record Changed(ContactId contact, String score, int before, int after) {}
}
