package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;

/** Starts that pages, mails and forms set off. */
@MinoriTest
class EventStartTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    ScenarioRuns runs;

    @Autowired
    ActivityLog activities;

    private final String word = Long.toString(System.nanoTime(), 36);

    private String starting(String kind, String... parameters) {
        return runs.publish(Drawn.scenario()
                .start("Start", kind, parameters)
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End"));
    }

    private void happened(ContactId contact, String type, @Nullable String subject, String url, Duration ago) {
        activities.record(List.of(new Touchpoint(
                null, contact, type, subject, Instant.now().minus(ago), Map.of(Touchpoint.URL, url), false)));
        runs.work();
    }

    @Test
    void aPageStartsARunWhenItWasSeenOftenEnoughInTime() {
        var scenario = starting("startOnPage", "urlPattern", "*/" + word + "*", "times", "3", "withinDays", "10");
        var page = "https://example.jp/" + word + "?from=mail";
        var taro = runs.somebody();

        happened(taro, "pageViewed", "/" + word, page, DAY.multipliedBy(11));
        happened(taro, "pageViewed", "/" + word, page, DAY);
        happened(taro, "pageViewed", "/other", "https://example.jp/other", DAY);
        happened(taro, "pageViewed", "/" + word, page, Duration.ZERO);
        assertThat(runs.count(scenario)).isZero();

        happened(taro, "pageViewed", "/" + word, page, Duration.ZERO);
        happened(taro, "pageViewed", "/" + word, page, Duration.ZERO);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.count(scenario)).isEqualTo(1);
    }

    @Test
    void aCrawlerStartsNothing() {
        var scenario = starting("startOnPage", "urlPattern", "/" + word);
        var taro = runs.somebody();

        activities.record(List.of(new Touchpoint(null, taro, "pageViewed", "/" + word, Instant.now(), Map.of(), true)));
        runs.work();

        assertThat(runs.count(scenario)).isZero();
    }

    @Test
    void anOpenedMailStartsARunAndAnotherMailDoesNot() {
        var scenario = starting("startOnEmail", "action", "opened", "email", "offer-" + word);
        var taro = runs.somebody();

        happened(taro, "emailOpened", "other", "", Duration.ZERO);
        happened(taro, "emailClicked", "offer-" + word, "https://example.jp/", Duration.ZERO);
        assertThat(runs.count(scenario)).isZero();
        happened(taro, "emailOpened", "offer-" + word, "", Duration.ZERO);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void aClickOnTheNamedLinkStartsARun() {
        var scenario = starting("startOnEmail", "action", "clicked", "link", word.toUpperCase(Locale.ROOT));
        var taro = runs.somebody();

        happened(taro, "emailClicked", "offer", "https://example.jp/news", Duration.ZERO);
        assertThat(runs.count(scenario)).isZero();
        happened(taro, "emailClicked", "offer", "https://example.jp/" + word, Duration.ZERO);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void aSubmittedFormStartsARunThroughItsOwnStart() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Page", "startOnPage", "urlPattern", "/" + word)
                .start("Form", "startOnForm", "form", "資料請求-" + word)
                .days("A", 7)
                .days("B", 7)
                .end("End", "exhausted")
                .way("Page", "A", "End")
                .way("Form", "B", "End"));
        var taro = runs.somebody();
        var hana = runs.somebody();

        happened(taro, "formSubmitted", "別の-" + word, "", Duration.ZERO);
        happened(taro, "formSubmitted", "資料請求-" + word, "", Duration.ZERO);
        happened(hana, "pageViewed", "/" + word, "", Duration.ZERO);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("B");
        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("A");
    }
}
