package org.minori.delivery;

import org.minori.delivery.SendingRights.Send;

/**
 * A claimed mail that may go out and whose bytes are ready.
 *
 * @param again whether it was begun before on a connection that turned out to be dead
 */
record WrittenMail(OutboxMail mail, Send send, OutgoingMail outgoing, boolean again) {

    WrittenMail onceMore() {
        return new WrittenMail(mail, send, outgoing, true);
    }
}
