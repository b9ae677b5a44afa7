package org.minori.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactMerge;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.AtOnce;
import org.minori.tracking.People;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.UrlPattern;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

@MinoriTest
class TouchpointScoringTests {

    private static final Instant MORNING = Instant.parse("2026-11-20T00:00:00Z");

    @Autowired
    ActivityLog log;

    @Autowired
    LeadScores scores;

    @Autowired
    ScoreRules rules;

    @Autowired
    HotLeads hot;

    @Autowired
    Grades grades;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ContactMerge merge;

    private ContactId contact;
    private final String type = "event" + TimeOrderedIds.next();

    @BeforeEach
    void somebody() {
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        contact = People.somebody(contacts);
    }

    @AfterEach
    void language() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void shippedRulesGiveTheirPointsWithTheReason() {
        log.record(List.of(
                touch("documentRequested", "catalog", MORNING), touch("emailClicked", "document-thanks", MORNING)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(13);
        assertThat(scores.ledger(contact, Long.MAX_VALUE, 10).items())
                .allSatisfy(entry -> {
                    assertThat(entry.touchpoint()).isNotNull();
                    assertThat(entry.ruleVersion()).isOne();
                })
                .extracting(LedgerEntry::rule)
                .containsExactlyInAnyOrder("document-requested", "email-clicked");
    }

    @Test
    void machinesAndUnverifiedOpensGiveNothing() {
        log.record(List.of(
                new Touchpoint(null, contact, "emailClicked", "a", MORNING, Map.of(), true),
                new Touchpoint(
                        null,
                        contact,
                        "emailOpened",
                        "a",
                        MORNING,
                        Map.of(Touchpoint.UNVERIFIED, "imageProxy"),
                        false)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isZero();
    }

    @Test
    void aLimitHoldsPerPersonAndDayOfTheCalendarInJapan() {
        var lateEvening = Instant.parse("2026-11-20T14:59:00Z");
        var afterMidnight = Instant.parse("2026-11-20T15:01:00Z");
        log.record(List.of(touch("emailOpened", "a", MORNING), touch("emailOpened", "b", lateEvening)));
        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(1);

        log.record(List.of(touch("emailOpened", "c", afterMidnight)));
        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(2);
    }

    @Test
    void aLimitOfSeveralHoldsWithinAndAcrossRequests() {
        rules.save(new ScoreRule(key(), "三回まで", type, null, null, "product", 2, 3, 7, 0, true));
        log.record(
                IntStream.range(0, 2).mapToObj(i -> touch(type, null, MORNING)).toList());
        log.record(
                IntStream.range(0, 5).mapToObj(i -> touch(type, null, MORNING)).toList());

        assertThat(scores.of(contact, "product")).isEqualTo(6);
        assertThat(scores.of(contact, LeadScores.OVERALL)).isZero();
        assertThat(scores.names()).startsWith(LeadScores.OVERALL).contains("product");
    }

    @Test
    void twoRecordsOfOnePersonTogetherCountNoMoreThanTheLimit() {
        rules.save(new ScoreRule(key(), "三回まで", type, null, null, LeadScores.OVERALL, 2, 3, 7, 0, true));
        var other = contact;
        log.record(List.of(touch(type, null, MORNING), touch(type, null, MORNING)));
        contact = People.somebody(contacts);
        log.record(List.of(touch(type, null, MORNING), touch(type, null, MORNING)));

        merge.merge(contact, other, Set.of());
        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(6);
        log.record(List.of(touch(type, null, MORNING)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(6);
        assertThat(scores.of(other, LeadScores.OVERALL)).isZero();
    }

    @Test
    void aLimitIsNeverPassedHoweverManyComeAtOnce() throws Exception {
        rules.save(new ScoreRule(key(), "三回まで", type, null, null, LeadScores.OVERALL, 2, 3, 1, 0, true));
        AtOnce.call(8, thread -> () -> log.record(List.of(touch(type, null, MORNING))));
        log.record(List.of(touch(type, null, MORNING), touch(type, null, MORNING), touch(type, null, MORNING)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(6);
    }

    @Test
    void pagesAreFoundByTheirAddress() {
        log.record(List.of(new Touchpoint(
                null,
                contact,
                "pageViewed",
                "/ja/pricing",
                MORNING,
                Map.of("url", "https://a.jp/ja/pricing?x"),
                false)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(6);
    }

    @Test
    void aChangedRuleCountsFromThenOnWithItsNextVersionAndOneSwitchedOffNoMore() {
        var key = key();
        rules.save(new ScoreRule(key, "見学", type, "tokyo", null, LeadScores.OVERALL, 7, null, null, 0, true));
        log.record(List.of(touch(type, "tokyo", MORNING), touch(type, "osaka", MORNING)));
        rules.save(new ScoreRule(key, "見学", type, "tokyo", null, LeadScores.OVERALL, 10, null, null, 0, true));
        log.record(List.of(touch(type, "tokyo", MORNING)));
        rules.save(new ScoreRule(key, "見学", type, "tokyo", null, LeadScores.OVERALL, 10, null, null, 0, false));
        log.record(List.of(touch(type, "tokyo", MORNING)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(17);
        assertThat(scores.ledger(contact, Long.MAX_VALUE, 10).items())
                .extracting(LedgerEntry::ruleVersion)
                .containsExactly(2, 1);
    }

    @Test
    void aRuleThatMakesNoSenseIsRefusedWithEveryFault() {
        assertThatThrownBy(
                        () -> rules.save(new ScoreRule(key(), null, "no spaces", null, null, "", 0, 3, null, 0, true)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactlyInAnyOrder("eventType", "score", "points", "limitTimes"));
    }

    @Test
    void hotLeadsAreRankedWithTheirNewestReasonsAndWithoutCustomers() {
        var warm = People.somebody(contacts);
        var customer = People.somebody(contacts);
        give(contact, 90_002);
        give(warm, 90_001);
        give(customer, 90_003);
        contacts.move(customer, Stage.CUSTOMER, LeadOwner.SALES);
        log.record(List.of(touch("emailClicked", "no-such-mail", MORNING)));

        var leads = hot.top(2);

        assertThat(leads).extracting(lead -> lead.contact().id()).containsExactly(contact, warm);
        assertThat(leads.get(0).score()).isEqualTo(90_005);
        assertThat(leads.get(0).grade()).isEqualTo(Grade.A);
        assertThat(leads.get(0).reasons())
                .extracting(HotLeads.Reason::text)
                .containsExactly("メールのリンクをクリック(no-such-mail)", "名刺交換");
        erase(warm);
        erase(contact);
        erase(customer);
    }

    @Test
    void gradesFollowTheBands() {
        assertThat(List.of(grades.of(50), grades.of(49), grades.of(20), grades.of(5), grades.of(4), grades.of(-3)))
                .containsExactly(Grade.A, Grade.B, Grade.B, Grade.C, Grade.D, Grade.D);
    }

    @Test
    void patternsAreReadFromLeftToRight() {
        assertThat(UrlPattern.matches("*/price*", "https://a.jp/PRICE/list")).isTrue();
        assertThat(UrlPattern.matches("/price", "/price")).isTrue();
        assertThat(UrlPattern.matches("/price", "/prices")).isFalse();
        assertThat(UrlPattern.matches("*a*a*b", "aab")).isTrue();
        assertThat(UrlPattern.matches("a*a", "a")).isFalse();
        assertThat(UrlPattern.matches("*/a/*/b", "https://x/a/q/b")).isTrue();
        assertThat(UrlPattern.matches("*a".repeat(60), "a".repeat(1_000) + "b")).isFalse();
    }

    private void give(ContactId to, int points) {
        scores.add(List.of(new ScoreChange(to, LeadScores.OVERALL, points, "test", 1, null, "名刺交換", "give")));
    }

    private void erase(ContactId of) {
        scores.add(List.of(new ScoreChange(
                of, LeadScores.OVERALL, -scores.of(of, LeadScores.OVERALL), "test", 1, null, null, "take")));
    }

    private String key() {
        return "rule-" + TimeOrderedIds.next();
    }

    private Touchpoint touch(String kind, String subject, Instant at) {
        return new Touchpoint(null, contact, kind, subject, at, Map.of(), false);
    }
}
