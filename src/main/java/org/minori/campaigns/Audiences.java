package org.minori.campaigns;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.minori.administration.AuditLog;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The audiences that ads are shown to: who belongs to them, and the list that ad networks take. */
@Service
@Transactional
public class Audiences {

    private static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";
    private static final int LONGEST_NAME = 100;
    private static final int PAGE = 1_000;
    private static final String ADD = """
            INSERT IGNORE INTO ad_audience_member (audience_key, contact_id, added_at)
            SELECT audience_key, ?, ? FROM ad_audience WHERE audience_key = ?
            """;
    private static final String REMOVE = "DELETE FROM ad_audience_member WHERE contact_id = ? AND audience_key = ?";

    private final MovedRows moved;
    private final JdbcClient jdbc;
    private final BatchedRows rows;
    private final ContactDirectory contacts;
    private final AuditLog audit;
    private final ObjectProvider<AudienceUse> users;
    private final Clock clock;

    Audiences(
            MovedRows moved,
            JdbcClient jdbc,
            BatchedRows rows,
            ContactDirectory contacts,
            AuditLog audit,
            ObjectProvider<AudienceUse> users,
            Clock clock) {
        this.moved = moved;
        this.jdbc = jdbc;
        this.rows = rows;
        this.contacts = contacts;
        this.audit = audit;
        this.users = users;
        this.clock = clock;
    }

    /** One of them, with how many belong to it. */
    public record Audience(String key, String name, long members) {}

    private record Place(String audience, ContactId contact) {}

    /** What one transaction does to the audiences: of several words about one place the last holds. */
    private final class Changes implements BatchedRows.Collector {

        private final Map<Place, Boolean> within = new LinkedHashMap<>();

        @Override
        public boolean settle() {
            if (within.isEmpty()) {
                return false;
            }
            var now = Utc.of(clock.instant());
            within.forEach((place, in) -> {
                if (in) {
                    rows.add(ADD, place.contact().value(), now, place.audience());
                } else {
                    rows.add(REMOVE, place.contact().value(), place.audience());
                }
            });
            within.clear();
            return true;
        }
    }

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<Audience> all() {
        return jdbc.sql("""
                        SELECT a.audience_key, a.name,
                          (SELECT COUNT(*) FROM ad_audience_member m WHERE m.audience_key = a.audience_key)
                        FROM ad_audience a ORDER BY a.name, a.audience_key
                        """)
                .query((row, number) -> new Audience(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** Makes an audience; InvalidInput when the key is taken or can't be one. */
    public void create(String key, String name) {
        var faults = new ArrayList<FieldError>();
        if (!key.matches(KEY)) {
            faults.add(new FieldError("key", "campaigns.audience.error.key"));
        }
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            faults.add(new FieldError("name", "campaigns.audience.error.name", LONGEST_NAME));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        int added = jdbc.sql("INSERT IGNORE INTO ad_audience (audience_key, name, created_at) VALUES (?, ?, ?)")
                .params(key, name.strip(), Utc.of(clock.instant()))
                .update();
        if (added == 0) {
            throw new InvalidInput("key", "campaigns.audience.error.taken", key);
        }
        audit.record("audience.created", "audience:" + key, Map.of());
    }

    /** Removes it; AudienceInUse when a scenario changes it. */
    public void delete(String key) {
        var audience = find(key);
        var inUse =
                users.stream().flatMap(use -> use.usersOfAudience(key).stream()).toList();
        if (!inUse.isEmpty()) {
            throw new AudienceInUse(audience.name(), inUse);
        }
        jdbc.sql("DELETE FROM ad_audience_member WHERE audience_key = ?")
                .param(key)
                .update();
        jdbc.sql("DELETE FROM ad_audience WHERE audience_key = ?").param(key).update();
        audit.record("audience.deleted", "audience:" + key, Map.of("name", audience.name()));
    }

    /** Puts a contact into an audience; twice changes nothing, and nothing where the audience was deleted meanwhile. */
    public void add(String audience, ContactId contact) {
        rows.collector(Changes.class, Changes::new).within.put(new Place(audience, contact), true);
    }

    /** Takes a contact out of an audience; twice changes nothing. */
    public void remove(String audience, ContactId contact) {
        rows.collector(Changes.class, Changes::new).within.put(new Place(audience, contact), false);
    }

    /**
     * Gives the list that ad networks match their users by: SHA-256 of the address in small letters, of those members
     * alone who have not refused; noted in the audit log.
     */
    public void export(String key, Consumer<String> line) {
        var audience = find(key);
        long given = 0;
        long after = Long.MIN_VALUE;
        List<Long> page;
        do {
            page = jdbc.sql("""
                            SELECT contact_id FROM ad_audience_member WHERE audience_key = ? AND contact_id > ?
                            ORDER BY contact_id LIMIT ?
                            """)
                    .params(audience.key(), after, PAGE)
                    .query(Long.class)
                    .list();
            given += write(page.stream().map(ContactId::new).toList(), line);
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        audit.record("audience.exported", "audience:" + key, Map.of("count", Long.toString(given)));
    }

    private long write(List<ContactId> members, Consumer<String> line) {
        var consenting = contacts.withConsent(members);
        long given = 0;
        for (var card : contacts.cards(consenting).values()) {
            var email = card.email();
            if (email != null) {
                line.accept(hash(email.strip().toLowerCase(Locale.ROOT)));
                given++;
            }
        }
        return given;
    }

    private Audience find(String key) {
        return all().stream()
                .filter(audience -> audience.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AudienceNotFound(key));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @EventListener
    void merged(ContactsMerged event) {
        moved.union(event, "ad_audience_member", "audience_key", "added_at");
    }

    @EventListener
    void parted(ContactsParted event) {
        moved.part(event, "ad_audience_member", "audience_key", "added_at");
    }

    @EventListener
    void erased(ContactErased event) {
        forget(event.contact());
    }

    private void forget(ContactId contact) {
        jdbc.sql("DELETE FROM ad_audience_member WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }
}
