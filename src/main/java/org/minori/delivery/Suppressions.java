package org.minori.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that must not be written to, kept as hashes: they outlive the contact, so that a later import does not write again. */
@Service
public class Suppressions {

    /** Why an address is here. */
    public enum Reason {
        UNSUBSCRIBED,
        COMPLAINT,
        BOUNCED,
        MANUAL,
        ERASED;

        /** Whether mail that is no advertising stops too. */
        boolean stopsEverything() {
            return this == BOUNCED || this == MANUAL;
        }
    }

    /** One entry of the list. */
    public record Entry(
            String addressHash, Reason reason, @Nullable ContactId contact, Instant createdAt) {}

    /** Whether a mail to an address stops: parameters are its hash and whether the mail is advertising. */
    static final String STOPPING =
            "SELECT 1 FROM suppression WHERE address_hash = ? AND (? = TRUE OR reason IN ('BOUNCED', 'MANUAL'))";

    private final JdbcClient jdbc;
    private final AddressHash hashes;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, AddressHash hashes, Clock clock) {
        this.jdbc = jdbc;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** Adds the address; false when it was there. */
    @Transactional
    public boolean add(String address, Reason reason, @Nullable ContactId contact, @Nullable Long mail) {
        return jdbc.sql(
                                "INSERT IGNORE INTO suppression (address_hash, reason, contact_id, mail_id, created_at) VALUES (?, ?, ?, ?, ?)")
                        .params(
                                hashes.of(address),
                                reason.name(),
                                contact == null ? null : contact.value(),
                                mail,
                                Utc.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Takes the address off the list; false when it was not there for this reason. */
    @Transactional
    public boolean remove(String address, Reason reason) {
        return jdbc.sql("DELETE FROM suppression WHERE address_hash = ? AND reason = ?")
                        .params(hashes.of(address), reason.name())
                        .update()
                == 1;
    }

    @Transactional
    public boolean removeHash(String addressHash) {
        return jdbc.sql("DELETE FROM suppression WHERE address_hash = ?")
                        .param(addressHash)
                        .update()
                == 1;
    }

    public Optional<Entry> find(String address) {
        return jdbc.sql("SELECT * FROM suppression WHERE address_hash = ?")
                .param(hashes.of(address))
                .query((row, number) -> entry(row))
                .optional();
    }

    /** What stands for the address in the list. */
    String hash(String address) {
        return hashes.of(address);
    }

    /** Why each of these addresses is on the list; those that are not are missing. */
    public Map<String, Reason> of(Collection<String> addresses) {
        var byHash = new HashMap<String, String>();
        addresses.forEach(address -> byHash.put(hashes.of(address), address));
        if (byHash.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<String, Reason>();
        jdbc.sql("SELECT address_hash, reason FROM suppression WHERE address_hash IN (:hashes)")
                .param("hashes", byHash.keySet())
                .query(row -> {
                    found.put(byHash.get(row.getString("address_hash")), Reason.valueOf(row.getString("reason")));
                });
        return found;
    }

    /** The newest entries, or those before the given moment. */
    public List<Entry> newest(@Nullable Instant before, int most) {
        return jdbc.sql("SELECT * FROM suppression WHERE created_at < ? ORDER BY created_at DESC LIMIT ?")
                .params(Utc.of(before == null ? clock.instant().plusSeconds(60) : before), most)
                .query((row, number) -> entry(row))
                .list();
    }

    /** Keeps the hash, forgets whose it was. */
    void forget(ContactId contact) {
        jdbc.sql("UPDATE suppression SET contact_id = NULL, mail_id = NULL WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Long contact = row.getObject("contact_id", Long.class);
        return new Entry(
                row.getString("address_hash"),
                Reason.valueOf(row.getString("reason")),
                contact == null ? null : new ContactId(contact),
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)));
    }
}
