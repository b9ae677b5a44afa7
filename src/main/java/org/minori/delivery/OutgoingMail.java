package org.minori.delivery;

import org.minori.contacts.ContactId;

/** A mail as it goes over the wire: envelope, headers and the three things that a mailbox shows of it. */
record OutgoingMail(
        long outboxId,
        ContactId contact,
        String envelopeFrom,
        String to,
        String from,
        String subject,
        String headers,
        byte[] message,
        String text,
        String html) {}
