package org.minori.administration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Keys that this installation made for itself at its first start and that all its nodes share. */
@Service
public class ServerSecrets {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] master;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    /** Reads the master secret while nothing else runs: inside a caller's transaction its making could be rolled back. */
    ServerSecrets(JdbcClient jdbc, Clock clock) {
        jdbc.sql("INSERT IGNORE INTO server_secret (name, secret, created_at) VALUES ('master', ?, ?)")
                .params(Hashes.randomSecret(), Utc.of(clock.instant()))
                .update();
        this.master = jdbc.sql("SELECT secret FROM server_secret WHERE name = 'master'")
                .query(String.class)
                .single()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Signs the message for one purpose: HMAC-SHA-256 under a key of that purpose alone, 32 bytes. */
    public byte[] sign(String purpose, byte[] message) {
        return hmac(keys.computeIfAbsent(purpose, this::keyFor), message);
    }

    private SecretKeySpec keyFor(String purpose) {
        var derived =
                hmac(new SecretKeySpec(master, ALGORITHM), ("minori/" + purpose).getBytes(StandardCharsets.UTF_8));
        return new SecretKeySpec(derived, ALGORITHM);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
