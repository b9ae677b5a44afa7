package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;

/** Conditions on fields, of each type with every operator. */
@MinoriTest
class FieldRuleSqlTests extends TwoContacts {

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
        custom(yes, "number_15", 300);
        custom(no, "number_15", 20);

        holds(leaf("number-", "eq", "300"));
        holds(leaf("number-", "ne", "20"));
        holds(leaf("number-", "gt", "299.5"));
        holds(leaf("number-", "ge", "300"));
        holds(leaf("number-", "in", "[1,300]"));
        holds(leaf("number-", "notIn", "[20]"));
        custom(no, "number_15", 1000);
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

    @Test
    void whoWasBornOnALeapDayHasTheDayBeforeInOtherYears() {
        date(yes, LocalDate.of(1992, 2, 29));
        date(no, LocalDate.of(1992, 3, 1));
        var rule = new Rule.FieldIs(
                new ContactField("date-" + word, "", "", Type.DATE, "values6.date_12"),
                Operator.ANNIVERSARY_IN_DAYS,
                List.of(1));
        var noon = LocalDate.of(2027, 2, 27).atTime(12, 0).atZone(zone).toInstant();
        var condition = RuleSql.write(rule, RuleSql.Reach.ALL, shelf::meaning, noon, zone);

        assertThat(jdbc.sql("SELECT c.id FROM " + condition.from() + " WHERE " + condition.text())
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
        custom(yes, "truth_12", true);
        custom(no, "truth_12", false);

        holds(leaf("truth-", "eq", "true"));
        holds(leaf("truth-", "ne", "false"));
    }
}
