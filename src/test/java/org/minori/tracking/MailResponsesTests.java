package org.minori.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.storage.RetriedTransactions;
import org.minori.storage.TimeOrderedIds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class MailResponsesTests {

    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    @Autowired
    MailTokens tokens;

    @Autowired
    TrackedLinks links;

    @Autowired
    MailResponseLog responseLog;

    @Autowired
    MachineSigns signs;

    @Autowired
    ActivityLog log;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    RetriedTransactions transactions;

    @Autowired
    ApplicationEventPublisher publisher;

    private final SteppingClock clock = new SteppingClock();
    private final String email = "mail-" + TimeOrderedIds.next();
    private final long mail = TimeOrderedIds.next();
    private MailResponses responses;
    private ContactId contact;

    @BeforeEach
    void somebody() {
        contact = People.somebody(contacts);
        responses = new MailResponses(tokens, links, responseLog, signs, clock);
    }

    @Test
    void aClickIsNotedBeforeItLeadsToTheTargetOfTheDatabase() {
        assertThat(click("https://example.jp/製品?a=1&b=2", person("192.0.2.1")))
                .isEqualTo("https://example.jp/%E8%A3%BD%E5%93%81?a=1&b=2");

        assertThat(timeline()).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.type()).isEqualTo("emailClicked");
            assertThat(touchpoint.subject()).isEqualTo(email);
            assertThat(touchpoint.machine()).isFalse();
            assertThat(touchpoint.properties())
                    .containsEntry("mail", Long.toString(mail))
                    .containsEntry("url", "https://example.jp/製品?a=1&b=2");
            assertThat(touchpoint.properties().toString()).doesNotContain("192.0.2.1");
        });
        assertThat(score()).isEqualTo(3);
    }

    @Test
    void aDoubleClickIsOneClickAndALaterOneAnother() {
        click("https://example.jp/a", person("192.0.2.1"));
        clock.pass(1);
        click("https://example.jp/a", person("192.0.2.1"));
        assertThat(timeline()).hasSize(1);

        clock.pass(10);
        click("https://example.jp/a", person("192.0.2.1"));
        assertThat(timeline()).hasSize(2);
    }

    @Test
    void twentyClicksAtOnceOnOneLinkAreOne() throws Exception {
        var token = tokens.issueClick(mail, contact, links.idOf(email, "https://example.jp/a"));
        AtOnce.call(20, i -> () -> responses.click(token, person("192.0.2.1")).isPresent());

        assertThat(timeline()).hasSize(1);
    }

    @Test
    void whoFollowsSeveralLinksWithinTwoSecondsIsAMachineAndLosesThePoints() {
        click("https://example.jp/a", person("192.0.2.1"));
        assertThat(score()).isEqualTo(3);
        clock.pass(1);
        click("https://example.jp/b", person("192.0.2.1"));
        clock.pass(1);
        click("https://example.jp/c", person("192.0.2.1"));
        clock.pass(30);
        click("https://example.jp/a", person("192.0.2.1"));

        assertThat(timeline()).hasSize(4).allMatch(Touchpoint::machine);
        assertThat(score()).isZero();

        clock.pass(5);
        click("https://example.jp/a", person("198.51.100.7"));
        assertThat(timeline()).filteredOn(touchpoint -> !touchpoint.machine()).hasSize(1);
        assertThat(score()).isEqualTo(3);
    }

    @Test
    void aScannerThatFollowsAllLinksAtTheSameMomentIsFoundToo() throws Exception {
        var all = IntStream.range(0, 12)
                .mapToObj(i -> tokens.issueClick(mail, contact, links.idOf(email, "https://example.jp/" + i)))
                .toList();
        AtOnce.call(
                12, i -> () -> responses.click(all.get(i), person("192.0.2.1")).isPresent());

        assertThat(timeline()).hasSize(12).allMatch(Touchpoint::machine);
        assertThat(score()).isZero();
    }

    @Test
    void aPersonWhoReadsOnAndClicksAnotherLinkIsNone() {
        click("https://example.jp/a", person("192.0.2.1"));
        clock.pass(4);
        click("https://example.jp/b", person("192.0.2.1"));

        assertThat(timeline()).hasSize(2).noneMatch(Touchpoint::machine);
        assertThat(score()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "facebookexternalhit/1.1",
                ""
            })
    void crawlersAreKeptButGiveNoPoints(String agent) {
        click("https://example.jp/a", new Hit("192.0.2.1", agent, false));

        assertThat(timeline()).singleElement().matches(Touchpoint::machine);
        assertThat(score()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BROWSER,
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.9.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
                "Mozilla/5.0 (Linux; Android 14; SO-53D) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 YJApp-ANDROID jp.co.yahoo.android.yjtop/3.168.0",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0",
                "Java-http-client/17.0.15",
                "python-requests/2.32.0",
                "curl/8.5.0"
            })
    void browsersAndToolsAreTakenForPeople(String agent) {
        click("https://example.jp/a", new Hit("192.0.2.1", agent, false));

        assertThat(timeline()).singleElement().matches(touchpoint -> !touchpoint.machine());
    }

    @Test
    void anOpenCountsOnceInTenMinutesAndAFetchingServiceGivesNoPoints() {
        var token = tokens.issue(MailTokens.Purpose.OPEN, mail, contact);
        responses.open(token, new Hit("192.0.2.1", "Mozilla/5.0", false));
        assertThat(score()).isZero();
        assertThat(timeline()).singleElement().satisfies(open -> {
            assertThat(open.machine()).isFalse();
            assertThat(open.properties()).containsEntry(Touchpoint.UNVERIFIED, "applePrivacy");
        });

        clock.pass(3_600);
        responses.open(token, person("192.0.2.1"));
        responses.open(token, person("192.0.2.1"));
        assertThat(timeline()).hasSize(2);
        assertThat(score()).isEqualTo(1);
    }

    @Test
    void aLinkOfSomebodyErasedStillLeadsOnButNothingIsKept() {
        var token = tokens.issueClick(mail, new ContactId(4), links.idOf(email, "https://example.jp/a"));

        assertThat(responses.click(token, person("192.0.2.1"))).contains("https://example.jp/a");
        assertThat(log.timeline(new ContactId(4), null, 10).items()).isEmpty();
    }

    @Test
    void onlyWebAddressesBecomeLinks() {
        for (var wrong : List.of(
                "javascript:alert(1)",
                "//evil.example",
                "https:evil.example",
                "https:///x",
                "https://ok\\@evil.example",
                "http://a b",
                "https://a\r\nSet-Cookie:x",
                "data:text/html,x",
                "")) {
            assertThatThrownBy(() -> links.idOf(email, wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSameTargetHasOneIdHoweverManyAskAtOnce() throws Exception {
        var ids = AtOnce.call(16, i -> () -> links.idOf(email, "https://example.jp/same"));

        assertThat(ids).containsOnly(ids.get(0));
        assertThat(links.idOf(email, "https://example.jp/Same")).isNotEqualTo(ids.get(0));
    }

    @Test
    void whoIsErasedLeavesNoClick() {
        click("https://example.jp/a", person("192.0.2.1"));
        transactions.run(() -> publisher.publishEvent(new ContactErased(contact)));

        assertThat(timeline()).isEmpty();
    }

    private String click(String url, Hit hit) {
        return responses
                .click(tokens.issueClick(mail, contact, links.idOf(email, url)), hit)
                .orElseThrow();
    }

    private List<Touchpoint> timeline() {
        return log.timeline(contact, null, 100).items().stream()
                .map(TouchpointsRecorded.Recorded::touchpoint)
                .toList();
    }

    private int score() {
        return jdbc.sql("SELECT COALESCE(SUM(points), 0) FROM contact_score WHERE contact_id = ?")
                .param(contact.value())
                .query(Integer.class)
                .single();
    }

    private static Hit person(String address) {
        return new Hit(address, BROWSER, false);
    }

    private static final class SteppingClock extends Clock {

        private Instant now = Instant.parse("2026-11-20T03:00:00Z");

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
