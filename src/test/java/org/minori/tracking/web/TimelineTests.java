package org.minori.tracking.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.People;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MinoriTest
class TimelineTests {

    private static final Instant NOON = Instant.parse("2026-11-20T03:00:00Z");
    private static final String ATTACK = "\"><svg onload=window.__xss=1><script>alert(1)</script>";

    @Autowired
    MockMvc web;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ActivityLog log;

    private ContactId contact;
    private String address;

    @BeforeEach
    void somebody() {
        address = People.address();
        contact = People.named(contacts, address);
    }

    @Test
    void hostileTextsAreShownAsTexts() throws Exception {
        log.record(List.of(new Touchpoint(
                null,
                contact,
                "pageViewed",
                "/" + ATTACK,
                NOON,
                Map.of("url", "https://example.jp/" + ATTACK, "title", ATTACK, "other", "javascript:alert(1)"),
                false)));

        var page = web.perform(get("/contacts/" + contact + "/timeline").with(marketer()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page)
                .contains("&lt;script&gt;")
                .doesNotContain("<script>")
                .doesNotContain("<svg onload")
                .doesNotContain("href=\"javascript:");
    }

    @Test
    void theTimelineIsFilteredByKindAndReadOnPageByPage() throws Exception {
        for (int i = 0; i < 31; i++) {
            log.record(List.of(
                    new Touchpoint(null, contact, "seminarAttended", null, NOON.plusSeconds(i), Map.of(), false)));
        }
        log.record(List.of(new Touchpoint(null, contact, "myOwnEvent", null, NOON, Map.of(), false)));

        var filtered = page("?type=myOwnEvent");
        assertThat(filtered).contains("myOwnEvent").contains("timeline-event").doesNotContain("after=");
        var first = page("?type=seminarAttended");
        assertThat(count(first)).isEqualTo(30);
        var next = first.replaceAll("(?s).*hx-get=\"[^\"]*after=([0-9-]+)\".*", "$1");
        assertThat(count(page("?type=seminarAttended&after=" + next))).isEqualTo(1);
    }

    @Test
    void namesOfOursAreSaidInWords() throws Exception {
        log.record(List.of(new Touchpoint(
                null,
                contact,
                "stageChanged",
                "NON_TARGET",
                NOON,
                Map.of("to", "NON_TARGET", "from", "LEAD", "name", "internal"),
                false)));

        var text = web.perform(get("/contacts/" + contact + "/timeline")
                        .with(marketer())
                        .header("Accept-Language", "ja"))
                .andReturn()
                .getResponse()
                .getContentAsString()
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
        assertThat(text).contains("変更前 リード 変更後 対象外").doesNotContain("NON_TARGET", "LEAD", "internal");
    }

    @Test
    void theExportOfAContactHoldsItsTimeline() throws Exception {
        log.record(List.of(new Touchpoint(null, contact, "seminarAttended", "spring", NOON, Map.of(), false)));

        web.perform(get("/api/v1/contacts/" + contact + "/export").with(key("contacts:read")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.touchpoints[0].type").value("seminarAttended"));
    }

    @Test
    void whoIsNotThereIsNotFound() throws Exception {
        web.perform(get("/contacts/7/timeline").with(marketer())).andExpect(status().isNotFound());
        web.perform(get("/api/v1/contacts/7/timeline").with(key("contacts:read")))
                .andExpect(status().isNotFound());
    }

    @Test
    void eventsAreTakenByTheApiAndReadBack() throws Exception {
        var key = "api" + TimeOrderedIds.next();
        var body = """
                {"items":[{"key":"%s","contact":{"email":"%s"},"type":"documentRequested",
                  "occurredAt":"2026-11-20T12:00:00+09:00","properties":{"title":"総合カタログ","pages":12,"new":true}}]}""".formatted(key, address);
        web.perform(post("/api/v1/events")
                        .with(key("events"))
                        .contentType("application/json")
                        .content(body))
                .andExpect(status().isAccepted())
                .andExpect(content().json("{\"accepted\":1,\"duplicates\":0}", true));
        web.perform(post("/api/v1/events")
                        .with(key("events"))
                        .contentType("application/json")
                        .content(body))
                .andExpect(content().json("{\"accepted\":0,\"duplicates\":1}", true));

        web.perform(get("/api/v1/contacts/" + contact + "/timeline").with(key("contacts:read")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].id").isString())
                .andExpect(jsonPath("$.items[0].type").value("documentRequested"))
                .andExpect(jsonPath("$.items[0].occurredAt").value("2026-11-20T03:00:00Z"))
                .andExpect(jsonPath("$.items[0].properties.pages").value("12"))
                .andExpect(jsonPath("$.next").doesNotExist());
        web.perform(get("/api/v1/contacts/" + contact + "/scores").with(key("contacts:read")))
                .andExpect(jsonPath("$.scores.overall").value(10))
                .andExpect(jsonPath("$.grade").value("C"))
                .andExpect(jsonPath("$.items[0].points").value(10))
                .andExpect(jsonPath("$.items[0].text").value("資料を請求"));
        web.perform(get("/api/v1/leads/hot?limit=1000").with(key("contacts:read")))
                .andExpect(jsonPath("$.items[?(@.contact=='%s')].score", contact.toString())
                        .value(10));
    }

    @Test
    void aRequestThatNamesNobodyIsRefusedWithThePlace() throws Exception {
        web.perform(post("/api/v1/events")
                        .with(key("events"))
                        .contentType("application/json")
                        .content("{\"items\":[{\"contact\":{\"email\":\"nobody@example.jp\"},\"type\":\"a\"}]}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].field").value("items[0].contact"));
    }

    @Test
    void theHomePageCountsWhatHappened() throws Exception {
        log.record(List.of(new Touchpoint(null, contact, "pageViewed", "/", Instant.now(), Map.of(), false)));

        var page = web.perform(get("/home/activity").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("ページを閲覧").contains("昨日からの動き");
    }

    @Test
    void theTagIsShownToCopy() throws Exception {
        var page = web.perform(get("/settings/tag").with(marketer()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("&lt;script async src=&quot;http").contains("/t.js&quot;");
    }

    private String page(String query) throws Exception {
        return web.perform(get("/contacts/" + contact + "/timeline" + query).with(marketer()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static int count(String page) {
        return page.split("timeline-event-icon", -1).length - 1;
    }

    private static RequestPostProcessor marketer() {
        return user("m").authorities(new SimpleGrantedAuthority("ROLE_MARKETER"));
    }

    private static RequestPostProcessor key(String scope) {
        return user("key").authorities(new SimpleGrantedAuthority("SCOPE_" + scope));
    }
}
