package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every kind of leaf with every operator, asked of the database: one contact fulfils it, the other does not. */
@MinoriTest
class RuleSqlTests {

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

    private final ZoneId zone = ZoneId.of("Asia/Tokyo");
    private final ObjectMapper json = new ObjectMapper();
    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private ContactId yes;
    private ContactId no;

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

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private void holds(String rule) {
        assertThat(fulfils(rule)).as(rule).containsExactly(yes);
        assertThat(fulfils("{\"not\":" + rule + "}")).as("not " + rule).containsExactly(no);
    }

    private Set<ContactId> fulfils(String rule) {
        try {
            return asked(RuleReader.read(json.readTree(rule.replace('\'', '"')), fields(), key -> null));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    private Set<ContactId> asked(Rule rule) {
        var condition = RuleSql.write(rule, shelf::meaning, clock.instant(), zone);
        var arguments = new ArrayList<Object>(List.of(yes.value(), no.value()));
        arguments.addAll(condition.arguments());
        return Set.copyOf(jdbc
                .sql("SELECT c.id FROM contact c WHERE c.id IN (?, ?) AND " + condition.text())
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
        all.add(new ContactField("text-" + word, "文字", "Text", Type.TEXT, null));
        all.add(new ContactField("number-" + word, "数", "Number", Type.NUMBER, null));
        all.add(new ContactField("date-" + word, "日", "Date", Type.DATE, null));
        all.add(new ContactField("truth-" + word, "真偽", "Truth", Type.BOOLEAN, null));
        return all;
    }

    private void text(ContactId contact, String value) {
        custom(contact, "text-", value, "text_value", value);
    }

    private void custom(ContactId contact, String field, String text, String column, Object value) {
        jdbc.sql("DELETE FROM contact_field WHERE contact_id = ? AND field_key = ?")
                .params(contact.value(), field + word)
                .update();
        if (column.equals("text_value")) {
            jdbc.sql("INSERT INTO contact_field (contact_id, field_key, text_value) VALUES (?, ?, ?)")
                    .params(contact.value(), field + word, text)
                    .update();
        } else {
            jdbc.sql("INSERT INTO contact_field (contact_id, field_key, text_value, " + column
                            + ") VALUES (?, ?, ?, ?)")
                    .params(contact.value(), field + word, text, value)
                    .update();
        }
    }

    private String leaf(String field, String op, String value) {
        return "{'field':'" + field + word + "','op':'" + op + "'" + (value == null ? "" : ",'value':" + value) + "}";
    }

    @Test
    void comparesTextOfCustomFields() {
        text(yes, "製造業 100%_A");
        text(no, "小売業 1000 A");

        holds(leaf("text-", "eq", "'製造業 100%_a'"));
        holds(leaf("text-", "ne", "'小売業 1000 A'"));
        holds(leaf("text-", "in", "['x','製造業 100%_A']"));
        holds(leaf("text-", "notIn", "['x','小売業 1000 A']"));
        holds(leaf("text-", "contains", "'100%'"));
        holds(leaf("text-", "contains", "'%_a'"));
        holds(leaf("text-", "startsWith", "'製造'"));
        holds(leaf("text-", "endsWith", "'%_A'"));
    }

    @Test
    void aFieldThatNobodyFilledInIsEmptyAndUnequalToEverything() {
        text(no, "x");

        holds(leaf("text-", "isEmpty", null));
        holds(leaf("text-", "ne", "'x'"));
        holds(leaf("text-", "notIn", "['x']"));
        assertThat(fulfils(leaf("text-", "isNotEmpty", null))).containsExactly(no);
        assertThat(fulfils("{'not':" + leaf("text-", "eq", "'x'") + "}")).containsExactly(yes);
    }

    @Test
    void comparesBuiltInFieldsAndThoseOfTheCompany() {
        var details = "(?, ?, ?, '製造業', 400, ?, ?)";
        long company = yes.value();
        jdbc.sql("INSERT INTO company (id, name, name_key, industry, employees, created_at, updated_at) VALUES "
                        + details)
                .params(company, "実り株式会社", "minori-" + word, Utc.of(clock.instant()), Utc.of(clock.instant()))
                .update();
        jdbc.sql("UPDATE contact SET company_id = ?, job_title = '部長' WHERE id = ?")
                .params(company, yes.value())
                .update();

        holds("{'field':'jobTitle','op':'eq','value':'部長'}");
        holds("{'field':'jobTitle','op':'isNotEmpty'}");
        holds("{'field':'email','op':'startsWith','value':'YES-'}");
        holds("{'field':'company','op':'contains','value':'実り'}");
        holds("{'company':{'field':'employees','op':'ge','value':300}}");
        holds("{'company':{'field':'employees','op':'isNotEmpty'}}");
        holds("{'company':{'field':'industry','op':'in','value':['製造業']}}");
        holds("{'company':{'field':'name','op':'endsWith','value':'会社'}}");
    }

    @Test
    void comparesNumbers() {
        custom(yes, "number-", "300", "number_value", 300);
        custom(no, "number-", "20", "number_value", 20);

        holds(leaf("number-", "eq", "300"));
        holds(leaf("number-", "ne", "20"));
        holds(leaf("number-", "gt", "299.5"));
        holds(leaf("number-", "ge", "300"));
        holds(leaf("number-", "in", "[1,300]"));
        holds(leaf("number-", "notIn", "[20]"));
        custom(no, "number-", "1000", "number_value", 1000);
        holds(leaf("number-", "lt", "1000"));
        holds(leaf("number-", "le", "999"));
    }

    @Test
    void comparesDates() {
        date(yes, today().minusDays(5));
        date(no, today().minusDays(50));

        holds(leaf("date-", "withinDays", "5"));
        holds(leaf("date-", "eq", "'" + today().minusDays(5) + "'"));
        holds(leaf("date-", "ne", "'" + today().minusDays(50) + "'"));
        holds(leaf("date-", "after", "'" + today().minusDays(6) + "'"));
        holds(leaf("date-", "gt", "'" + today().minusDays(50) + "'"));
        holds(leaf("date-", "ge", "'" + today().minusDays(5) + "'"));
        date(no, today().plusDays(3));
        holds(leaf("date-", "withinDays", "10"));
        holds(leaf("date-", "before", "'" + today().minusDays(4) + "'"));
        holds(leaf("date-", "lt", "'" + today().plusDays(3) + "'"));
        holds(leaf("date-", "le", "'" + today().minusDays(5) + "'"));
        holds(leaf("date-", "olderThanDays", "4"));
        date(yes, today().plusDays(7).minusYears(3));
        holds(leaf("date-", "anniversaryInDays", "7"));
    }

    private void date(ContactId contact, LocalDate day) {
        custom(contact, "date-", day.toString(), "date_value", day);
    }

    @Test
    void whoWasBornOnALeapDayHasTheDayBeforeInOtherYears() {
        date(yes, LocalDate.of(1992, 2, 29));
        date(no, LocalDate.of(1992, 3, 1));
        var rule = new Rule.FieldIs(
                new ContactField("date-" + word, "", "", Type.DATE, null), Operator.ANNIVERSARY_IN_DAYS, List.of(1));
        var noon = LocalDate.of(2027, 2, 27).atTime(12, 0).atZone(zone).toInstant();
        var condition = RuleSql.write(rule, shelf::meaning, noon, zone);

        assertThat(jdbc.sql("SELECT c.id FROM contact c WHERE " + condition.text())
                        .params(condition.arguments())
                        .query(Long.class)
                        .list())
                .containsExactly(yes.value());
    }

    @Test
    void theDayOfAMomentBeginsWhereTheCompanyIs() {
        var midnight = LocalDate.of(2026, 4, 1).atStartOfDay(zone).toInstant();
        created(yes, midnight);
        created(no, midnight.minusMillis(1));

        holds("{'field':'createdAt','op':'eq','value':'2026-04-01'}");
        holds("{'field':'createdAt','op':'after','value':'2026-03-31'}");
        created(no, midnight.plus(Duration.ofDays(1)));
        holds("{'field':'createdAt','op':'le','value':'2026-04-01'}");
    }

    private void created(ContactId contact, Instant at) {
        jdbc.sql("UPDATE contact SET created_at = ? WHERE id = ?")
                .params(Utc.of(at), contact.value())
                .update();
    }

    @Test
    void comparesTruth() {
        custom(yes, "truth-", "true", "boolean_value", true);
        custom(no, "truth-", "false", "boolean_value", false);

        holds(leaf("truth-", "eq", "true"));
        holds(leaf("truth-", "ne", "false"));
    }

    @Test
    void knowsTagsStagesAndConsent() {
        contacts.addTag(yes, "tag-" + word);
        contacts.move(yes, Stage.SQL, LeadOwner.SALES);
        jdbc.sql("UPDATE contact SET consent_basis = 'OPT_IN', consent_at = ? WHERE id IN (?, ?)")
                .params(Utc.of(clock.instant()), yes.value(), no.value())
                .update();
        jdbc.sql("UPDATE contact SET consent_withdrawn_at = ? WHERE id = ?")
                .params(Utc.of(clock.instant()), no.value())
                .update();

        holds("{'tag':'tag-" + word + "'}");
        holds("{'stage':'SQL'}");
        holds("{'stage':['SQL','CUSTOMER']}");
        holds("{'consent':'marketing'}");
    }

    @Test
    void whoHasNoScoreHasZero() {
        score(yes, 50);

        holds("{'score':'overall','op':'ge','value':50}");
        holds("{'score':'overall','op':'gt','value':49}");
        holds("{'score':'overall','op':'eq','value':50}");
        holds("{'score':'overall','op':'ne','value':0}");
        score(yes, -5);
        holds("{'score':'overall','op':'lt','value':0}");
        holds("{'score':'overall','op':'le','value':-5}");
        assertThat(fulfils("{'score':'overall','op':'ge','value':-4}")).containsExactly(no);
    }

    private void score(ContactId contact, int points) {
        jdbc.sql("DELETE FROM contact_score WHERE contact_id = ?")
                .param(contact.value())
                .update();
        jdbc.sql("INSERT INTO contact_score (contact_id, score, points) VALUES (?, 'overall', ?)")
                .params(contact.value(), points)
                .update();
    }

    @Test
    void countsWhatPeopleDidAndNotWhatMachinesDid() {
        did(yes, "pageViewed", "/pricing/plan", 1, false, Map.of("url", "https://example.jp/pricing/plan"));
        did(yes, "pageViewed", "/pricing/plan", 40, false, Map.of());
        did(no, "pageViewed", "/pricing/plan", 1, true, Map.of());
        did(no, "pageViewed", "/about", 40, false, Map.of());

        holds("{'did':'pageViewed','withinDays':30}");
        holds("{'did':'pageViewed','where':{'urlPattern':'*/PRICING*'}}");
        holds("{'did':'pageViewed','where':{'urlPattern':'https://example.jp/pricing/*'}}");
        holds("{'did':'pageViewed','where':{'subject':'/pricing/plan'}}");
        holds("{'did':'pageViewed','times':{'op':'ge','value':2}}");
        holds("{'did':'pageViewed','times':{'op':'eq','value':2}}");
        holds("{'did':'pageViewed','times':{'op':'gt','value':1}}");
        holds("{'did':'pageViewed','times':{'op':'ne','value':1}}");
        assertThat(fulfils("{'did':'pageViewed','times':{'op':'lt','value':1},'withinDays':30}"))
                .containsExactly(no);
        assertThat(fulfils("{'did':'pageViewed','times':{'op':'le','value':0},'withinDays':30}"))
                .containsExactly(no);
        assertThat(fulfils("{'did':'pageViewed','where':{'urlPattern':'*/pri_ing*'}}"))
                .isEmpty();
    }

    @Test
    void asksPropertiesExactly() {
        did(yes, "seminar-" + word, null, 1, false, Map.of("place", "東京 \"本社\"", "seats", "3"));
        did(no, "seminar-" + word, null, 1, false, Map.of("place", "東京", "note", "\"seats\":\"3\""));

        var start = "{'did':'seminar-" + word + "','where':";
        holds(start + "{'seats':'3'}}");
        holds(start + "{'seats':3}}");
        holds(start + "{'place':'東京 \\'本社\\''}}");
    }

    private void did(
            ContactId contact, String type, String subject, int daysAgo, boolean machine, Map<String, String> details) {
        activities.record(List.of(new Touchpoint(
                null, contact, type, subject, clock.instant().minus(Duration.ofDays(daysAgo)), details, machine)));
    }

    @Test
    void joinsWithAllAnyAndNot() {
        contacts.addTag(yes, "a-" + word);
        contacts.addTag(yes, "b-" + word);
        contacts.addTag(no, "b-" + word);
        var a = "{'tag':'a-" + word + "'}";
        var b = "{'tag':'b-" + word + "'}";
        var c = "{'tag':'c-" + word + "'}";

        holds("{'all':[" + a + "," + b + "]}");
        holds("{'any':[" + a + "," + c + "]}");
        holds("{'all':[{'any':[" + c + "," + a + "]},{'not':" + c + "}]}");
        assertThat(fulfils("{'all':[]}")).containsExactlyInAnyOrder(yes, no);
    }

    @Test
    void looksIntoOtherSegmentsByRuleAndByList() throws Exception {
        contacts.addTag(yes, "inner-" + word);
        shelf.insert("rule-" + word, "規則", SegmentKind.RULE, json.readTree("{\"tag\":\"inner-" + word + "\"}"));
        shelf.insert("list-" + word, "一覧", SegmentKind.FIXED, null);
        jdbc.sql("INSERT INTO segment_contact (segment_key, contact_id, added_at) VALUES (?, ?, ?)")
                .params("list-" + word, yes.value(), Utc.of(clock.instant()))
                .update();

        holds("{'segment':'rule-" + word + "'}");
        holds("{'segment':'list-" + word + "'}");
    }

    @Test
    void knowsWhoTakesPartInAScenario() {
        enrolled(yes, "RUNNING");
        enrolled(no, "ENDED");

        holds("{'scenario':'s-" + word + "','status':'running'}");
        assertThat(fulfils("{'scenario':'s-" + word + "','status':'ended'}")).containsExactly(no);
        assertThat(fulfils("{'scenario':'s-" + word + "'}")).containsExactlyInAnyOrder(yes, no);
        assertThat(fulfils("{'scenario':'other-" + word + "','status':'ever'}")).isEmpty();
    }

    private void enrolled(ContactId contact, String status) {
        jdbc.sql("INSERT INTO enrolment (id, scenario_key, contact_id, run, status, process_instance_id, requested_at,"
                        + " attempts, due_at) VALUES (?, ?, ?, 1, ?, '', ?, 0, ?)")
                .params(
                        TimeOrderedIds.next(),
                        "s-" + word,
                        contact.value(),
                        status,
                        Utc.of(clock.instant()),
                        Utc.of(clock.instant()))
                .update();
    }

    @Test
    void bucketsAreStableAndOfEqualSize() {
        jdbc.sql("CREATE TABLE IF NOT EXISTS bucket_probe (id BIGINT NOT NULL)").update();
        var count = new int[10];
        for (int round = 0; round < 2; round++) {
            jdbc.sql("DELETE FROM bucket_probe").update();
            for (int i = 0; i < 1_000; i++) {
                long id = round == 0 ? 8_000_000_000_000_000L + i : 8_000_000_000_000_000L + 4_194_304L * 977 * i;
                jdbc.sql("INSERT INTO bucket_probe (id) VALUES (?)").param(id).update();
            }
            for (int bucket = 0; bucket < 10; bucket++) {
                var condition =
                        RuleSql.write(new Rule.InBucket(10, Set.of(bucket)), shelf::meaning, clock.instant(), zone);
                count[bucket] = jdbc.sql("SELECT COUNT(*) FROM bucket_probe c WHERE " + condition.text())
                        .params(condition.arguments())
                        .query(Integer.class)
                        .single();
            }
            assertThat(Arrays.stream(count).boxed()).as("round " + round).allMatch(size -> size > 70 && size < 130);
            assertThat(Arrays.stream(count).sum()).isEqualTo(1_000);
        }
    }
}
