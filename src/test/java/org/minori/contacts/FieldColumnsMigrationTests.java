package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.minori.support.TestDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an installation from before knows of its contacts is known afterwards, all of it. */
class FieldColumnsMigrationTests {

    private static final String LAST_BEFORE = "202611280450";
    private static final int MANY = 1_203;

    private final DriverManagerDataSource database = TestDatabase.empty("field_columns");
    private final JdbcClient jdbc = JdbcClient.create(database);

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/" + (TestDatabase.isMySql() ? "mysql" : "h2"))
                .failOnMissingLocations(false)
                .javaMigrations(new V202611280500__contacts_hold_fields_in_columns());
    }

    @Test
    void everyValueOfEveryTypeIsWhereItsFieldIsNow() {
        flyway().target(LAST_BEFORE).load().migrate();
        for (int i = 0; i < 31; i++) {
            declare("text" + i, "TEXT");
        }
        declare("amount", "NUMBER");
        declare("renewal", "DATE");
        declare("vip", "BOOLEAN");
        var lengthy = "長い説明。".repeat(200);
        value(1, "text30", "株式会社ABC", null, "NULL");
        value(1, "text0", lengthy.substring(0, 500), lengthy, "NULL");
        value(1, "amount", "-12.5", null, "-12.5");
        value(1, "renewal", "2027-03-31", null, "NULL");
        value(1, "vip", "true", null, "NULL");
        value(2, "vip", "false", null, "NULL");
        value(2, "nobodyDeclaredIt", "x", null, "NULL");
        for (int i = 0; i < MANY; i++) {
            value(1_000 + i, "prefecture", "東京都" + i, null, "NULL");
        }

        flyway().load().migrate();

        var catalogue = new FieldCatalogue(jdbc, Clock.systemUTC());
        var rows = new ContactRows(new JdbcTemplate(database), catalogue);
        var one = List.of(new ContactId(1), new ContactId(2));
        assertThat(texts(rows, catalogue, "text30", one)).isEqualTo(Map.of(new ContactId(1), "株式会社ABC"));
        assertThat(texts(rows, catalogue, "text0", one)).isEqualTo(Map.of(new ContactId(1), lengthy));
        assertThat(texts(rows, catalogue, "amount", one)).isEqualTo(Map.of(new ContactId(1), "-12.5"));
        assertThat(texts(rows, catalogue, "renewal", one)).isEqualTo(Map.of(new ContactId(1), "2027-03-31"));
        assertThat(texts(rows, catalogue, "vip", one))
                .isEqualTo(Map.of(new ContactId(1), "true", new ContactId(2), "false"));
        var place = catalogue.place("prefecture").orElseThrow().place();
        assertThat(jdbc.sql("SELECT COUNT(DISTINCT " + place.compared() + ") FROM " + place.table())
                        .query(Integer.class)
                        .single())
                .isEqualTo(MANY);
        assertThat(jdbc.sql("SELECT fold_1 FROM contact_values_2 WHERE contact_id = 1")
                        .query(String.class)
                        .optional())
                .as("the 31st text stands on another page")
                .isNotNull();
        assertThatThrownBy(() -> jdbc.sql("SELECT COUNT(*) FROM contact_field")
                        .query(Integer.class)
                        .single())
                .isInstanceOf(DataAccessException.class);
    }

    private static Map<ContactId, String> texts(
            ContactRows rows, FieldCatalogue catalogue, String field, List<ContactId> contacts) {
        return rows.texts(contacts, catalogue.place(field).orElseThrow());
    }

    private void declare(String key, String type) {
        jdbc.sql("INSERT INTO contact_field_definition (field_key, label_ja, label_en, field_type, created_at)"
                        + " VALUES (?, ?, ?, ?, '2026-11-25 00:00:00')")
                .params(key, key, key, type)
                .update();
    }

    private void value(long contact, String key, String head, String whole, String number) {
        jdbc.sql("INSERT INTO contact_field (contact_id, field_key, text_value, long_value, number_value, date_value,"
                        + " boolean_value) VALUES (?, ?, ?, ?, " + number + ", NULL, NULL)")
                .params(contact, key, head, whole)
                .update();
    }
}
