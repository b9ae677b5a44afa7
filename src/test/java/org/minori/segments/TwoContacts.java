package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;
import org.minori.contacts.ContactId;
import org.minori.tracking.ActivityLog;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks a rule of the database about two contacts: one fulfils it, the other does not. */
abstract class TwoContacts {

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ActivityLog activities;

    @Autowired
    SegmentShelf shelf;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    final ZoneId zone = ZoneId.of("Asia/Tokyo");
    final ObjectMapper json = new ObjectMapper();
    final String word = UUID.randomUUID().toString().substring(0, 8);
    ContactId yes;
    ContactId no;

    @BeforeEach
    void twoContacts() {
        yes = contact("yes");
        no = contact("no");
    }

    private ContactId contact(String name) {
        return contacts.upsert(new ContactDetails(
                        name + "-" + word + "@example.jp",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    void holds(String rule) {
        assertThat(fulfils(rule)).as(rule).containsExactly(yes);
        assertThat(fulfils("{\"not\":" + rule + "}")).as("not " + rule).containsExactly(no);
    }

    Set<ContactId> fulfils(String rule) {
        try {
            return asked(RuleReader.read(json.readTree(rule.replace('\'', '"')), fields(), key -> null));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    private Set<ContactId> asked(Rule rule) {
        var one = asked(rule, RuleSql.Reach.SOME);
        assertThat(asked(rule, RuleSql.Reach.ALL)).as("asked of everybody").isEqualTo(one);
        return one;
    }

    private Set<ContactId> asked(Rule rule, RuleSql.Reach reach) {
        var condition = RuleSql.write(rule, reach, shelf::meaning, clock.instant(), zone);
        var arguments = condition.arguments(yes.value(), no.value());
        return Set.copyOf(jdbc
                .sql("SELECT c.id FROM " + condition.from() + " WHERE c.id IN (?, ?) AND " + condition.text())
                .params(arguments)
                .query(Long.class)
                .list()
                .stream()
                .map(ContactId::new)
                .toList());
    }

    /** The fields of the catalogue, and custom ones of each type that this test writes itself. */
    private List<ContactField> fields() {
        var all = new ArrayList<>(contacts.fields());
        all.add(new ContactField("text-" + word, "文字", "Text", Type.TEXT, "values6.fold_30"));
        all.add(new ContactField("number-" + word, "数", "Number", Type.NUMBER, "values6.number_15"));
        all.add(new ContactField("date-" + word, "日", "Date", Type.DATE, "values6.date_12"));
        all.add(new ContactField("truth-" + word, "真偽", "Truth", Type.BOOLEAN, "values6.truth_12"));
        return all;
    }

    void text(ContactId contact, String value) {
        custom(contact, "fold_30", ContactField.folded(value));
    }

    /** Puts a value where no field of the catalogue has its place. */
    void custom(ContactId contact, String column, Object value) {
        jdbc.sql("INSERT INTO contact_values_6 (contact_id, " + column + ") VALUES (?, ?) ON DUPLICATE KEY UPDATE "
                        + column + " = VALUES(" + column + ")")
                .params(contact.value(), value)
                .update();
    }

    String leaf(String field, String op, String value) {
        return "{'field':'" + field + word + "','op':'" + op + "'" + (value == null ? "" : ",'value':" + value) + "}";
    }

    void date(ContactId contact, LocalDate day) {
        custom(contact, "date_12", day);
    }
}
