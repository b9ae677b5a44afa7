package org.minori.delivery;

import org.minori.web.NotFound;

/** There is no such letter in the mailbox, or no longer. */
public class LetterNotFound extends NotFound {

    public LetterNotFound() {
        super("delivery.error.letterNotFound");
    }
}
