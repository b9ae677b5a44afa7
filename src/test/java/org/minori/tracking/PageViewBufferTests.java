package org.minori.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class PageViewBufferTests {

    private static final Hit PERSON = new Hit("192.0.2.1", "Mozilla/5.0 Chrome/140.0.0.0 Safari/537.36", false);

    @Autowired
    PageViewLog log;

    @Autowired
    MachineSigns signs;

    @Autowired
    JdbcClient jdbc;

    private final String series = "v" + TimeOrderedIds.next() + "-";

    @Test
    void aFloodFillsTheBufferUpToItsBoundAndEveryDropIsCounted() {
        long contacts = count("contact");
        var buffer = buffer(1_000);
        long taken = IntStream.range(0, 100_000)
                .filter(i -> buffer.offer(view(series + i, "https://example.jp/" + i), PERSON))
                .count();

        assertThat(taken).isEqualTo(1_000);
        assertThat(buffer.dropped()).isEqualTo(99_000);

        buffer.flush();
        assertThat(stored()).isEqualTo(1_000);
        assertThat(count("contact")).isEqualTo(contacts);
        assertThat(buffer.offer(view(series + "again", "https://example.jp/"), PERSON))
                .isTrue();
    }

    @Test
    void whatCrawlersAndPrefetchersLookAtIsNotKept() {
        var buffer = buffer(10);
        buffer.offer(view(series + 1, "https://example.jp/"), new Hit("192.0.2.1", "Googlebot/2.1", false));
        buffer.offer(view(series + 2, "https://example.jp/"), new Hit("192.0.2.1", PERSON.userAgent(), true));
        buffer.flush();

        assertThat(stored()).isZero();
        assertThat(buffer.dropped()).isZero();
    }

    @Test
    void pagesOfNobodyAreForgottenInTime() {
        log.write(java.util.List.of(view(series + 1, "https://example.jp/")));
        jdbc.sql("UPDATE page_view SET occurred_at = ? WHERE visitor_key = ?")
                .params(Utc.of(Instant.now().minus(Duration.ofDays(91))), series + 1)
                .update();
        log.prune();

        assertThat(stored()).isZero();
    }

    @Test
    void onlyPagesOfTheWebAndPlausibleVisitorsAreTaken() {
        assertThat(PageView.of("visitor-1", "javascript:alert(1)", null, null, Instant.EPOCH))
                .isEmpty();
        assertThat(PageView.of("visitor-1", "data:text/html,x", null, null, Instant.EPOCH))
                .isEmpty();
        assertThat(PageView.of("<script>alert", "https://example.jp/", null, null, Instant.EPOCH))
                .isEmpty();
        assertThat(PageView.of(null, "https://example.jp/", null, null, Instant.EPOCH))
                .isEmpty();
        assertThat(PageView.of("visitor-1", null, null, null, Instant.EPOCH)).isEmpty();

        var taken = PageView.of(
                        "visitor-1",
                        "https://example.jp/" + "a".repeat(5_000) + "#secret",
                        "t".repeat(10_000),
                        "javascript:alert(1)",
                        Instant.EPOCH)
                .orElseThrow();
        assertThat(taken.url()).hasSize(1_000);
        assertThat(taken.title()).hasSize(250);
        assertThat(taken.referrer()).isNull();
        assertThat(PageView.of("visitor-1", "https://example.jp/a#token", null, null, Instant.EPOCH))
                .map(PageView::url)
                .contains("https://example.jp/a");
    }

    private PageViewBuffer buffer(int room) {
        return new PageViewBuffer(new TrackingSettings(1, 1, room, Duration.ofDays(90)), log, signs);
    }

    private long stored() {
        return jdbc.sql("SELECT COUNT(*) FROM page_view WHERE visitor_key LIKE ?")
                .param(series + "%")
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private static PageView view(String visitor, String url) {
        return PageView.of(visitor, url, null, null, Instant.now()).orElseThrow();
    }
}
