package org.minori.delivery;

import org.minori.web.NotFound;

/** Mail goes to a real server, so there is no built-in mailbox to read. */
public class MailboxNotInUse extends NotFound {

    public MailboxNotInUse() {
        super("delivery.error.mailboxNotInUse");
    }
}
