package org.minori.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads contacts, any number in a few queries. */
@Component
class ContactRows {

    private static final int MOST_IDS_A_QUERY = 1_024;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    private static final String CARD = """
            SELECT c.id, c.email, c.external_id, c.last_name, c.first_name, c.last_name_kana, c.first_name_kana,
                   company.name, c.department, c.job_title, c.phone, c.locale, c.time_zone, c.stage, c.owner,
                   c.sales_owner, c.consent_basis, c.consent_at, c.consent_wording, c.consent_withdrawn_at,
                   c.created_at, c.updated_at, c.tracking_consent
            FROM contact c LEFT JOIN company ON company.id = c.company_id
            WHERE c.id IN (%s)""";

    private final JdbcTemplate jdbc;
    private final FieldCatalogue catalogue;

    ContactRows(JdbcTemplate jdbc, FieldCatalogue catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    Map<ContactId, ContactCard> cards(Collection<ContactId> ids) {
        var cards = new LinkedHashMap<ContactId, ContactCard>();
        for (var part : parts(ids.stream().distinct().map(ContactId::value).toList())) {
            var tags = new HashMap<Long, Set<String>>();
            jdbc.query(
                    in("SELECT contact_id, tag FROM contact_tag WHERE contact_id IN (%s)", part),
                    row -> {
                        tags.computeIfAbsent(row.getLong(1), key -> new TreeSet<>())
                                .add(row.getString(2));
                    },
                    part);
            var fields = customs(part);
            jdbc.query(
                    in(CARD, part),
                    row -> {
                        long id = row.getLong(1);
                        cards.put(
                                new ContactId(id),
                                card(row, tags.getOrDefault(id, Set.of()), fields.getOrDefault(id, Map.of())));
                    },
                    part);
        }
        return cards;
    }

    /** The values of custom fields by contact and key, from each table of values that a field is in. */
    private Map<Long, Map<String, String>> customs(Object[] contacts) {
        var byContact = new HashMap<Long, Map<String, String>>();
        var byPage = new TreeMap<Integer, List<CustomField>>();
        catalogue
                .places()
                .forEach(custom -> byPage.computeIfAbsent(custom.place().page(), page -> new ArrayList<>())
                        .add(custom));
        byPage.forEach((page, customs) -> {
            var columns =
                    customs.stream().map(custom -> custom.place().column()).toList();
            jdbc.query(
                    in(
                            "SELECT contact_id, " + String.join(", ", columns) + " FROM " + FieldPlace.table(page)
                                    + " WHERE contact_id IN (%s)",
                            contacts),
                    row -> {
                        var values = byContact.computeIfAbsent(row.getLong(1), key -> new TreeMap<>());
                        for (int i = 0; i < customs.size(); i++) {
                            var text = customs.get(i).place().text(row, 2 + i);
                            if (text != null) {
                                values.put(customs.get(i).key(), text);
                            }
                        }
                    },
                    contacts);
        });
        return byContact;
    }

    private static ContactCard card(ResultSet row, Set<String> tags, Map<String, String> fields) throws SQLException {
        long salesOwner = row.getLong(16);
        var owner = row.wasNull() ? null : new UserId(salesOwner);
        return new ContactCard(
                new ContactId(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                Stage.valueOf(row.getString(14)),
                LeadOwner.valueOf(row.getString(15)),
                owner,
                tags,
                fields,
                consent(row),
                tracking(row.getString(23)),
                Utc.toInstant(row.getObject(21, LocalDateTime.class)),
                Utc.toInstant(row.getObject(22, LocalDateTime.class)));
    }

    private static @Nullable Consent consent(ResultSet row) throws SQLException {
        var basis = row.getString(17);
        if (basis == null || row.getObject(20) != null) {
            return null;
        }
        return new Consent(
                ConsentBasis.valueOf(basis), Utc.toInstant(row.getObject(18, LocalDateTime.class)), row.getString(19));
    }

    private static @Nullable TrackingConsent tracking(@Nullable String answer) {
        return answer == null ? null : TrackingConsent.valueOf(answer);
    }

    /** Keeps others from changing these contacts and what is known of them until the transaction ends, in one order so that nobody waits in a ring. */
    void lock(Collection<ContactId> ids) {
        for (var part : parts(ids.stream().map(ContactId::value).sorted().toList())) {
            jdbc.query(in("SELECT id FROM contact WHERE id IN (%s) ORDER BY id FOR UPDATE", part), row -> {}, part);
            catalogue.places().stream()
                    .map(custom -> custom.place().table())
                    .distinct()
                    .sorted()
                    .forEach(table -> jdbc.query(
                            in(
                                    "SELECT contact_id FROM " + table
                                            + " WHERE contact_id IN (%s) ORDER BY contact_id FOR UPDATE",
                                    part),
                            row -> {},
                            part));
        }
    }

    Set<ContactId> existing(Collection<ContactId> ids) {
        return ids("SELECT id FROM contact WHERE id IN (%s)", ids);
    }

    private Set<ContactId> ids(String sql, Collection<ContactId> asked) {
        var found = new HashSet<ContactId>();
        for (var part : parts(asked.stream().map(ContactId::value).toList())) {
            found.addAll(jdbc.query(in(sql, part), (row, number) -> new ContactId(row.getLong(1)), part));
        }
        return found;
    }

    <T> Map<String, T> byText(String sql, Collection<String> texts, Function<Long, T> make) {
        var found = new HashMap<String, T>();
        for (var part : parts(List.copyOf(texts))) {
            jdbc.query(
                    in(sql, part),
                    row -> {
                        found.put(row.getString(1), make.apply(row.getLong(2)));
                    },
                    part);
        }
        return found;
    }

    Map<String, ContactId> byText(String sql, Collection<String> texts) {
        return byText(sql, texts, ContactId::new);
    }

    /** What each contact is sorted by, in one of two columns. */
    Map<ContactId, String> sortValues(Collection<Long> ids, String column) {
        var values = new HashMap<ContactId, String>();
        boolean time = column.equals("updated_at");
        for (var part : parts(List.copyOf(ids))) {
            jdbc.query(
                    in("SELECT id, " + (time ? "updated_at" : "sort_name") + " FROM contact WHERE id IN (%s)", part),
                    row -> {
                        values.put(new ContactId(row.getLong(1)), sortValue(row, 2, time));
                    },
                    part);
        }
        return values;
    }

    /** Times in a form that sorts as text. */
    static String sortValue(ResultSet row, int column, boolean time) throws SQLException {
        return time ? TIME.format(row.getObject(column, LocalDateTime.class)) : row.getString(column);
    }

    Optional<ContactDirectory.Lifecycle> lifecycle(ContactId contact) {
        return jdbc
                .query(
                        "SELECT stage, owner FROM contact WHERE id = ?",
                        (row, number) -> new ContactDirectory.Lifecycle(
                                Stage.valueOf(row.getString(1)), LeadOwner.valueOf(row.getString(2))),
                        contact.value())
                .stream()
                .findFirst();
    }

    /** False where there is no such contact. */
    boolean move(ContactId contact, Stage stage, LeadOwner owner, LocalDateTime now) {
        return jdbc.update(
                        "UPDATE contact SET stage = ?, owner = ?, updated_at = ? WHERE id = ?",
                        stage.name(),
                        owner.name(),
                        now,
                        contact.value())
                > 0;
    }

    boolean assign(ContactId contact, @Nullable UserId salesOwner, LocalDateTime now) {
        return jdbc.update(
                        "UPDATE contact SET sales_owner = ?, updated_at = ? WHERE id = ?",
                        salesOwner == null ? null : salesOwner.value(),
                        now,
                        contact.value())
                > 0;
    }

    Set<ContactId> withConsent(Collection<ContactId> contacts) {
        return ids(
                "SELECT id FROM contact WHERE id IN (%s) AND consent_basis IS NOT NULL AND consent_withdrawn_at IS NULL",
                contacts);
    }

    /** The text of one built-in field for those that have one. */
    Map<ContactId, String> texts(Collection<ContactId> contacts, BuiltInField field) {
        var column = switch (field) {
            case COMPANY, COMPANY_INDUSTRY -> field.column;
            case COMPANY_EMPLOYEES -> "CAST(company.employees AS CHAR)";
            case CREATED_AT -> "SUBSTRING(CAST(c.created_at AS CHAR(30)), 1, 10)";
            default -> "c." + field.column;
        };
        var company = column.contains("company.") ? " LEFT JOIN company ON company.id = c.company_id" : "";
        return texts(
                "SELECT c.id, " + column + " FROM contact c" + company + " WHERE c.id IN (%s)",
                contacts,
                ResultSet::getString);
    }

    /** The text of one custom field for those that have one. */
    Map<ContactId, String> texts(Collection<ContactId> contacts, CustomField custom) {
        var place = custom.place();
        return texts(
                "SELECT contact_id, " + place.column() + " FROM " + place.table() + " WHERE contact_id IN (%s)",
                contacts,
                place::text);
    }

    private Map<ContactId, String> texts(String sql, Collection<ContactId> contacts, TextOf textOf) {
        var texts = new HashMap<ContactId, String>();
        for (var part : parts(contacts.stream().map(ContactId::value).toList())) {
            jdbc.query(
                    in(sql, part),
                    row -> {
                        var text = textOf.read(row, 2);
                        if (text != null) {
                            texts.put(new ContactId(row.getLong(1)), text);
                        }
                    },
                    part);
        }
        return texts;
    }

    /** Reads the text of a column. */
    private interface TextOf {

        @Nullable
        String read(ResultSet row, int index) throws SQLException;
    }

    private static String in(String sql, Object[] part) {
        return sql.formatted("?,".repeat(part.length - 1) + "?");
    }

    /** Cut to what a query takes and filled up to powers of two, so that the database plans a few statements, not a thousand. */
    private static List<Object[]> parts(List<?> values) {
        var parts = new ArrayList<Object[]>();
        for (int from = 0; from < values.size(); from += MOST_IDS_A_QUERY) {
            var slice = values.subList(from, Math.min(from + MOST_IDS_A_QUERY, values.size()));
            int size = Math.max(1, Integer.highestOneBit(slice.size()));
            if (size < slice.size()) {
                size *= 2;
            }
            var part = new Object[size];
            for (int i = 0; i < size; i++) {
                part[i] = slice.get(Math.min(i, slice.size() - 1));
            }
            parts.add(part);
        }
        return parts;
    }
}
