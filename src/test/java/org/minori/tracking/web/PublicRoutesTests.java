package org.minori.tracking.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.MailTokens;
import org.minori.tracking.PageViewBuffer;
import org.minori.tracking.People;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointsRecorded;
import org.minori.tracking.TrackedLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@MinoriTest
class PublicRoutesTests {

    private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36";

    @Autowired
    MockMvc web;

    @Autowired
    MailTokens tokens;

    @Autowired
    TrackedLinks links;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ActivityLog log;

    @Autowired
    PageViewBuffer buffer;

    @Autowired
    JdbcClient jdbc;

    private ContactId contact;
    private final long mail = TimeOrderedIds.next();

    @BeforeEach
    void somebody() {
        contact = People.somebody(contacts);
    }

    @Test
    void aClickLeadsToTheTargetAndIsNeverCached() throws Exception {
        var answer = send(get("/c/" + click("https://example.jp/a")));

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).isEqualTo("https://example.jp/a");
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        assertThat(answer.getHeaders("Set-Cookie")).isEmpty();
        assertThat(timeline()).singleElement().matches(touchpoint -> !touchpoint.machine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u=https://evil.example",
                "u=//evil.example",
                "url=/\\evil.example",
                "u=https:evil.example",
                "redirect=https://ok@evil.example",
                "u=%0d%0aLocation:%20https://evil.example",
                "target=javascript:alert(1)"
            })
    void noParameterLeadsAnywhereElse(String query) throws Exception {
        var answer = send(get("/c/" + click("https://example.jp/a") + "?" + query));
        assertThat(answer.getHeaders("Location")).containsExactly("https://example.jp/a");

        var wrong = send(get("/c/" + "A".repeat(55) + "?" + query));
        assertThat(wrong.getStatus()).isEqualTo(404);
        assertThat(wrong.getHeader("Location")).isNull();
    }

    @Test
    void everyWrongTokenGetsTheSameAnswer() throws Exception {
        var answers = new HashSet<String>();
        var genuine = click("https://example.jp/a");
        for (var token : List.of(
                "x",
                "A".repeat(55),
                genuine.substring(1),
                genuine + "A",
                genuine.substring(0, 54) + (genuine.endsWith("A") ? "E" : "A"),
                tokens.issue(MailTokens.Purpose.OPEN, mail, contact),
                tokens.issueClick(mail, contact, 12_345))) {
            var answer = send(get("/c/" + token));
            assertThat(answer.getStatus()).isEqualTo(404);
            answers.add(answer.getContentAsString());
            answers.add(send(get("/o/" + tokens.issueClick(mail, contact, 1))).getContentAsString());
        }

        assertThat(answers).hasSize(1);
        assertThat(timeline()).isEmpty();
    }

    @Test
    void headAndFetchesInAdvanceAreNotedAsMachines() throws Exception {
        assertThat(send(head("/c/" + click("https://example.jp/a"))).getStatus())
                .isEqualTo(302);
        send(get("/c/" + click("https://example.jp/b")).header("Sec-Purpose", "prefetch;prerender"));
        send(get("/c/" + click("https://example.jp/c")).header("Purpose", "prefetch"));

        assertThat(timeline()).hasSize(3).allMatch(Touchpoint::machine);
    }

    @Test
    void followingAllLinksOfAMailChangesNothingButTheLog() throws Exception {
        var before = contacts.find(contact).orElseThrow();
        send(get("/c/" + click("https://example.jp/a")));
        send(head("/c/" + click("https://example.jp/b")));
        send(get("/o/" + tokens.issue(MailTokens.Purpose.OPEN, mail, contact)));

        assertThat(contacts.find(contact)).contains(before);
    }

    @Test
    void thePictureIsAPictureThatNobodyKeeps() throws Exception {
        var answer = send(get("/o/" + tokens.issue(MailTokens.Purpose.OPEN, mail, contact)));

        assertThat(answer.getContentType()).isEqualTo("image/gif");
        assertThat(answer.getContentAsByteArray())
                .startsWith("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        assertThat(timeline()).extracting(Touchpoint::type).containsExactly("emailOpened");
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        assertThat(send(post("/c/" + click("https://example.jp/a"))).getStatus())
                .isEqualTo(405);
        assertThat(send(put("/t/e")).getStatus()).isEqualTo(405);
        assertThat(timeline()).isEmpty();
    }

    @Test
    void aBeaconIsTakenAndNoOtherSiteMayReadTheAnswer() throws Exception {
        var visitor = "visitor-" + TimeOrderedIds.next();
        var answer = send(post("/t/e")
                .header("Origin", "https://evil.example")
                .contentType("text/plain")
                .content("{\"v\":\"" + visitor + "\",\"u\":\"https://example.jp/a\",\"t\":\"製品\",\"r\":\"\"}"));
        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();

        var pixel = send(get("/t/e").param("v", visitor).param("u", "https://example.jp/b"));
        assertThat(pixel.getStatus()).isEqualTo(200);
        assertThat(pixel.getContentType()).isEqualTo("image/gif");
        send(get("/t/e").param("v", visitor).param("u", "https://example.jp/c").header("Sec-GPC", "1"));

        buffer.flush();
        assertThat(jdbc.sql("SELECT url FROM page_view WHERE visitor_key = ? ORDER BY id")
                        .param(visitor)
                        .query(String.class)
                        .list())
                .containsExactly("https://example.jp/a", "https://example.jp/b");
    }

    @Test
    void brokenDeepLongAndDoubledBeaconsAreRefused() throws Exception {
        assertThat(beacon("")).isEqualTo(400);
        assertThat(beacon("{")).isEqualTo(400);
        assertThat(beacon("[]")).isEqualTo(400);
        assertThat(beacon("{\"v\":{\"a\":1},\"u\":[]}")).isEqualTo(400);
        assertThat(beacon("[".repeat(100_000))).isEqualTo(400);
        assertThat(beacon("{\"v\":\"visitor-1\",\"v\":\"visitor-2\",\"u\":\"https://example.jp/\"}"))
                .isEqualTo(400);
        assertThat(beacon("{\"v\":\"visitor-1\",\"u\":\"javascript:alert(1)\"}"))
                .isEqualTo(400);
        assertThat(beacon("{\"v\":\"" + "x".repeat(300_000) + "\"}")).isEqualTo(413);
    }

    @Test
    void theTagIsAScriptForAnySite() throws Exception {
        var answer = send(get("/t.js"));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).startsWith("text/javascript");
        assertThat(answer.getContentAsString()).contains("sendBeacon").doesNotContain("document.cookie");
        assertThat(answer.getHeader("Cache-Control")).contains("max-age=3600");
    }

    private int beacon(String body) throws Exception {
        return send(post("/t/e").contentType("text/plain").content(body)).getStatus();
    }

    private String click(String url) {
        return tokens.issueClick(mail, contact, links.idOf("public-routes", url));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.header("User-Agent", BROWSER)).andReturn().getResponse();
    }

    private List<Touchpoint> timeline() {
        return log.timeline(contact, null, 100).items().stream()
                .map(TouchpointsRecorded.Recorded::touchpoint)
                .toList();
    }
}
