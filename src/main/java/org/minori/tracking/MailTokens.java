package org.minori.tracking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.minori.administration.ServerSecrets;
import org.minori.contacts.ContactId;
import org.springframework.stereotype.Service;

/**
 * The unguessable words in the addresses of a mail: which mail and contact it was, and which link. Each is signed for its
 * purpose with 128 bits of HMAC-SHA-256, so that a changed bit opens nothing and no table of tokens is needed.
 */
@Service
public class MailTokens {

    private static final int SIGNATURE_BYTES = 16;
    private static final int MOST_CHARACTERS = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final ServerSecrets secrets;

    @Nullable
    private volatile SecretKeySpec key;

    MailTokens(ServerSecrets secrets) {
        this.secrets = secrets;
    }

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
        if (purpose == Purpose.CLICK) {
            throw new IllegalArgumentException("A click is on a link");
        }
        return signed(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put((byte) purpose.ordinal())
                .putLong(mail)
                .putLong(contact.value())
                .array());
    }

    /** The token for one link of one mail. */
    public String issueClick(long mail, ContactId contact, long link) {
        return signed(ByteBuffer.allocate(1 + 3 * Long.BYTES)
                .put((byte) Purpose.CLICK.ordinal())
                .putLong(mail)
                .putLong(contact.value())
                .putLong(link)
                .array());
    }

    /** What it says, or empty when it is not ours, damaged or for another purpose. */
    public Optional<MailToken> read(Purpose purpose, String token) {
        int content = 1 + (purpose == Purpose.CLICK ? 3 : 2) * Long.BYTES;
        var bytes = decode(token);
        if (bytes.length != content + SIGNATURE_BYTES || bytes[0] != purpose.ordinal()) {
            return Optional.empty();
        }
        var said = ByteBuffer.wrap(bytes, 0, content);
        var signature = ByteBuffer.wrap(bytes, content, SIGNATURE_BYTES);
        if (!MessageDigest.isEqual(remaining(signature), signature(remaining(said)))) {
            return Optional.empty();
        }
        said.get();
        long mail = said.getLong();
        var contact = new ContactId(said.getLong());
        return Optional.of(new MailToken(mail, contact, purpose == Purpose.CLICK ? said.getLong() : null));
    }

    private String signed(byte[] content) {
        var token = ByteBuffer.allocate(content.length + SIGNATURE_BYTES)
                .put(content)
                .put(signature(content))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The bytes, or none when it is not exactly how we would write them: several texts may decode to the same bytes. */
    private static byte[] decode(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return new byte[0];
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token) ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static byte[] remaining(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private byte[] signature(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return ByteBuffer.allocate(SIGNATURE_BYTES)
                    .put(mac.doFinal(content), 0, SIGNATURE_BYTES)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec key() {
        var known = key;
        if (known == null) {
            known = new SecretKeySpec(secrets.sign("mail-tokens", new byte[] {1}), ALGORITHM);
            key = known;
        }
        return known;
    }
}
