package org.minori.tracking;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.springframework.stereotype.Service;

/**
 * The unguessable words in the addresses of a mail: which mail and contact it was, and which link. Each is signed for its
 * purpose with 128 bits of HMAC-SHA-256, so that a changed bit opens nothing and no table of tokens is needed.
 */
@Service
public class MailTokens {

    /** What a token may be used for. */
    public enum Purpose {
        OPEN,
        CLICK,
        UNSUBSCRIBE
    }

    /** What a genuine token says; link is given for CLICK only. */
    public record MailToken(
            long mail, ContactId contact, @Nullable Long link) {}

    /** The token for one mail's pixel or unsubscribe page. */
    public String issue(Purpose purpose, long mail, ContactId contact) {
        throw new UnsupportedOperationException();
    }

    /** The token for one link of one mail. */
    public String issueClick(long mail, ContactId contact, long link) {
        throw new UnsupportedOperationException();
    }

    /** What it says, or empty when it is not ours, damaged or for another purpose. */
    public Optional<MailToken> read(Purpose purpose, String token) {
        throw new UnsupportedOperationException();
    }
}
