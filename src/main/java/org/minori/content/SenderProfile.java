package org.minori.content;

import org.jspecify.annotations.Nullable;

/**
 * Who our mails come from, as readers and the law want to know it.
 *
 * @param contact where to ask and complain: a phone number, an address of a page or a mailbox
 */
public record SenderProfile(
        String fromName,
        String fromAddress,
        @Nullable String replyTo,
        String company,
        String postalAddress,
        String contact,
        boolean placeholder) {}
