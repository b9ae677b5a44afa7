package org.minori.content;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who our mails come from; until somebody has said it, visible placeholders stand in. */
@Service
public class SenderProfiles {

    private static final SenderProfile UNSET = new SenderProfile(
            "(差出人名が未設定です)", "sender@example.com", null, "(会社名が未設定です)", "(住所が未設定です)", "(問い合わせ先が未設定です)", true);
    private static final int ONLY = 1;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;
    private final LoadingCache<Integer, SenderProfile> cache;

    SenderProfiles(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.cache =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(2)).build(id -> read());
    }

    /** The sender; a change made on another node shows within two seconds. */
    public SenderProfile current() {
        return cache.get(ONLY);
    }

    /** Replaces it; InvalidInput names every field that can't be taken. */
    @Transactional
    public void save(SenderProfile profile) {
        check(profile);
        jdbc.sql("""
                INSERT INTO sender_profile (id, from_name, from_address, reply_to, company, postal_address, contact, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE from_name = VALUES(from_name), from_address = VALUES(from_address),
                reply_to = VALUES(reply_to), company = VALUES(company), postal_address = VALUES(postal_address),
                contact = VALUES(contact), updated_at = VALUES(updated_at)""")
                .params(
                        ONLY,
                        profile.fromName().strip(),
                        profile.fromAddress().strip(),
                        blankToNull(profile.replyTo()),
                        profile.company().strip(),
                        profile.postalAddress().strip(),
                        profile.contact().strip(),
                        Utc.of(clock.instant()))
                .update();
        audit.record(
                "sender.changed",
                "sender",
                Map.of("fromAddress", profile.fromAddress().strip()));
        lookAgain();
    }

    /** Forgets what is kept for a moment, after a change. */
    void lookAgain() {
        cache.invalidateAll();
    }

    private SenderProfile read() {
        return jdbc.sql("SELECT * FROM sender_profile WHERE id = ?")
                .param(ONLY)
                .query((row, number) -> new SenderProfile(
                        row.getString("from_name"),
                        row.getString("from_address"),
                        row.getString("reply_to"),
                        row.getString("company"),
                        row.getString("postal_address"),
                        row.getString("contact"),
                        false))
                .optional()
                .orElse(UNSET);
    }

    private static void check(SenderProfile profile) {
        var errors = new ArrayList<FieldError>();
        line(errors, "fromName", profile.fromName(), 200);
        line(errors, "company", profile.company(), 200);
        line(errors, "postalAddress", profile.postalAddress(), 500);
        line(errors, "contact", profile.contact(), 500);
        if (!isAddress(profile.fromAddress())) {
            errors.add(new FieldError("fromAddress", "content.error.address"));
        }
        if (blankToNull(profile.replyTo()) != null && !isAddress(String.valueOf(profile.replyTo()))) {
            errors.add(new FieldError("replyTo", "content.error.address"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    private static void line(ArrayList<FieldError> errors, String field, String text, int most) {
        if (text.isBlank()) {
            errors.add(new FieldError(field, "content.error.required"));
        } else if (text.length() > most) {
            errors.add(new FieldError(field, "content.error.tooLong", most));
        } else if (HeaderText.isUnsafe(text.strip())) {
            errors.add(new FieldError(field, "content.error.lineBreak"));
        }
    }

    private static boolean isAddress(String text) {
        String address = text.strip();
        if (address.length() > 254
                || HeaderText.isUnsafe(address)
                || !address.matches("[^\\s@<>,;:\"()\\[\\]]+@[^\\s@<>,;:\"()]+")) {
            return false;
        }
        try {
            new InternetAddress(address).validate();
            return true;
        } catch (AddressException refused) {
            return false;
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
