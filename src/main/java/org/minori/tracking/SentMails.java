package org.minori.tracking;

import java.util.Optional;

/** Knows which e-mail a mail that went out was; the module that sends brings it as a bean. */
public interface SentMails {

    /** The key of the e-mail that the mail was made of. */
    Optional<String> emailKey(long mail);
}
