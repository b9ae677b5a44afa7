package org.minori.contacts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField.Type;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which fields there are: the built-in ones and those that people declared. */
@Service
public class FieldCatalogue {

    /** A step that sets a field a hundred times in a transaction must not ask a hundred times which fields there are. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int LONGEST_LABEL = 100;
    private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,63}");

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Remembered remembered;

    private record Remembered(Map<String, CustomField> byKey, Instant until) {}

    FieldCatalogue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The tables that hold the values of custom fields, each with a row a contact. */
    public static List<String> valueTables() {
        return FieldPlace.tables();
    }

    /** All fields, built-in ones first. */
    public List<ContactField> all() {
        return Stream.concat(Arrays.stream(BuiltInField.values()).map(BuiltInField::asField), custom().stream())
                .toList();
    }

    /** The custom fields in the order in which they were declared. */
    public List<ContactField> custom() {
        return read().values().stream().map(CustomField::field).toList();
    }

    /** The custom field with the key, in whatever case it is written. */
    public Optional<ContactField> custom(String key) {
        return place(key).map(CustomField::field);
    }

    /** The custom field with the key and where its values are. */
    Optional<CustomField> place(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        var known = known().get(lower);
        return known == null ? Optional.ofNullable(read().get(lower)) : Optional.of(known);
    }

    /** All custom fields with their places, as they were known a few seconds ago. */
    Collection<CustomField> places() {
        return known().values();
    }

    private Map<String, CustomField> known() {
        var known = remembered;
        return known != null && clock.instant().isBefore(known.until()) ? known.byKey() : read();
    }

    /** Declares a field; InvalidInput when the key is taken or can't be one, or there are too many of the type. */
    @Transactional
    public ContactField create(String key, String labelJa, String labelEn, Type type) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput("key", "contacts.fields.keyInvalid");
        }
        var ja = label("labelJa", labelJa.isBlank() ? labelEn : labelJa);
        var en = label("labelEn", labelEn.isBlank() ? labelJa : labelEn);
        while (true) {
            var known = read();
            if (BuiltInField.of(key).isPresent() || known.containsKey(key.toLowerCase(Locale.ROOT))) {
                throw new InvalidInput("key", "contacts.fields.keyTaken", key);
            }
            var taken = known.values().stream().map(CustomField::place).toList();
            var place = FieldPlace.free(type, taken)
                    .orElseThrow(() -> new InvalidInput(
                            "key", "contacts.fields.tooMany", FieldPlace.PAGES * FieldPlace.perPage(type)));
            // Whoever else declares one at the same moment has the key or the place first.
            if (insert(key, ja, en, place)) {
                remembered = null;
                return ContactField.custom(key, ja, en, place);
            }
        }
    }

    private boolean insert(String key, String labelJa, String labelEn, FieldPlace place) {
        return jdbc.sql("""
                                INSERT IGNORE INTO contact_field_definition
                                  (field_key, label_ja, label_en, field_type, page, place, created_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                key,
                                labelJa,
                                labelEn,
                                place.type().name(),
                                place.page(),
                                place.number(),
                                Utc.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Changes what people see of a field; its key and type stay, since rules are built on them. */
    @Transactional
    public void rename(String key, String labelJa, String labelEn) {
        jdbc.sql("UPDATE contact_field_definition SET label_ja = ?, label_en = ? WHERE field_key = ?")
                .params(label("labelJa", labelJa), label("labelEn", labelEn), key)
                .update();
        remembered = null;
    }

    private static String label(String field, String written) {
        var label = Spelling.oneLine(written);
        if (label.isEmpty() || label.length() > LONGEST_LABEL || !FieldValue.isClean(label, false)) {
            throw new InvalidInput(field, "contacts.fields.labelInvalid", LONGEST_LABEL);
        }
        return label;
    }

    private Map<String, CustomField> read() {
        var byKey = new LinkedHashMap<String, CustomField>();
        jdbc.sql("""
                        SELECT field_key, label_ja, label_en, field_type, page, place FROM contact_field_definition
                        ORDER BY created_at, field_key""")
                .query((row, number) -> {
                    var place = new FieldPlace(Type.valueOf(row.getString(4)), row.getInt(5), row.getInt(6));
                    return new CustomField(
                            ContactField.custom(row.getString(1), row.getString(2), row.getString(3), place), place);
                })
                .list()
                .forEach(field -> byKey.put(field.key().toLowerCase(Locale.ROOT), field));
        remembered = new Remembered(byKey, clock.instant().plus(REMEMBERED));
        return byKey;
    }
}
