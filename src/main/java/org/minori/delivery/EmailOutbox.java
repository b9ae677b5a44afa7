package org.minori.delivery;

import org.springframework.stereotype.Service;

/** Getting mail to a mailbox: a mail is a row here before any server hears of it. */
@Service
public class EmailOutbox {

    /** Queues a mail in the running transaction with one buffered row and no query; rights are checked when it is claimed for sending. */
    public void queue(EmailRequest request) {
        throw new UnsupportedOperationException();
    }
}
