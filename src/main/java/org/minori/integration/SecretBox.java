package org.minori.integration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.minori.administration.ServerSecrets;
import org.springframework.stereotype.Component;

/** Keeps the secrets of webhooks encrypted and signs with them; what it opens leaves this class only as a signature. */
@Component
class SecretBox {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String SIGNATURE = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET = 32;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(ServerSecrets secrets) {
        this.key = new SecretKeySpec(secrets.sign("webhook-secrets", "key".getBytes(StandardCharsets.UTF_8)), "AES");
    }

    /** A new secret of 256 random bits. */
    String fresh() {
        var bytes = new byte[SECRET];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String close(String secret) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            var closed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE + closed.length)
                            .put(nonce)
                            .put(closed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What proves that a call came from here and when: HMAC-SHA-256 over the seconds, a dot and the body. */
    String sign(String closedSecret, long seconds, byte[] body) {
        try {
            var bytes = Base64.getDecoder().decode(closedSecret);
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE));
            var secret = cipher.doFinal(bytes, NONCE, bytes.length - NONCE);
            var mac = Mac.getInstance(SIGNATURE);
            mac.init(new SecretKeySpec(secret, SIGNATURE));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a secret can't be opened", broken);
        }
    }
}
