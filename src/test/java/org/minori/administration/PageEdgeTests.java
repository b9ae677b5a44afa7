package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class PageEdgeTests {

    @Autowired
    MockMvc browser;

    @Autowired
    UserAdministration users;

    @Autowired
    OneTimeLinks links;

    @Test
    void theFormOfANewUserNamesAllThatIsMissing() throws Exception {
        browser.perform(get("/settings/users/new").with(SignedIn.as(Role.ADMIN)))
                .andExpect(content().string(not(containsString("invalid"))));
        browser.perform(post("/settings/users")
                        .with(SignedIn.as(Role.ADMIN))
                        .with(csrf())
                        .header("Accept-Language", "ja"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("氏名を200文字以内で入力してください")))
                .andExpect(content().string(containsString("メールアドレスの形式で")));
    }

    @Test
    void aFormFromElsewhereChangesNothing() throws Exception {
        var form = post("/settings/users").with(SignedIn.as(Role.ADMIN)).param("email", "evil@example.com");
        browser.perform(form).andExpect(status().isForbidden());
        browser.perform(post("/settings/users")
                        .with(SignedIn.as(Role.ADMIN))
                        .with(csrf())
                        .header("Sec-Fetch-Site", "cross-site")
                        .param("email", "evil@example.com"))
                .andExpect(status().isForbidden());
        browser.perform(post("/settings/users")
                        .with(SignedIn.as(Role.ADMIN))
                        .with(csrf())
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("email=evil@example.com"))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/h2-console",
                "/v3/api-docs",
                "/.env",
                "/.git/HEAD",
                "/engine-rest/task"
            })
    void whatStrangersProbeForIsNotThere(String path) throws Exception {
        var found = browser.perform(get(path)).andReturn().getResponse().getStatus();

        assertThat(found).isIn(401, 404, 405);
    }

    @Test
    void tracingIsOff() throws Exception {
        assertThat(browser.perform(request(HttpMethod.TRACE, "/"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(405);
    }

    @Test
    void aStrangerIsLedToTheSignInPage() throws Exception {
        browser.perform(get("/settings").header("Host", "evil.example").header("X-Forwarded-Host", "evil.example"))
                .andExpect(redirectedUrl("/login"));
        browser.perform(get("/notices/bell").header("HX-Request", "true"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Redirect", "/login"));
    }

    @Test
    void linksFollowTheSettingsAndNotTheRequest() throws Exception {
        browser.perform(post("/settings/users")
                        .with(SignedIn.as(Role.ADMIN))
                        .with(csrf())
                        .header("Host", "evil.example")
                        .header("X-Forwarded-Host", "evil.example")
                        .param("email", "user-" + TimeOrderedIds.next() + "@example.com")
                        .param("name", "Hanako")
                        .param("roles", "MARKETER"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("http://localhost")))
                .andExpect(content().string(not(containsString("evil.example"))));
    }

    @Test
    void theSetUpLinkOpensNothingOnceThereIsAnAdministrator() throws Exception {
        var email = "admin-" + TimeOrderedIds.next() + "@example.com";
        var token = links.make(OneTimeLinks.Purpose.SETUP, null, Duration.ofHours(1));
        var first = users.setUp(token, email, "First", "a quiet river in autumn", Locale.ENGLISH);
        var again = links.make(OneTimeLinks.Purpose.SETUP, null, Duration.ofHours(1));

        assertThat(users.setUp(token, "x" + email, "Second", "a quiet river in autumn", Locale.ENGLISH))
                .isFalse();
        assertThat(users.setUp(again, "y" + email, "Third", "a quiet river in autumn", Locale.ENGLISH))
                .isFalse();
        browser.perform(get("/setup").param("token", again)).andExpect(status().isNotFound());
        assertThat(first || !users.canSetUp(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings",
                "/settings/users",
                "/settings/users/new",
                "/settings/api-keys",
                "/operations/audit?check=true",
                "/notices",
                "/notices/bell",
                "/notices/panel"
            })
    void everyPageIsThereInBothLanguages(String path) throws Exception {
        for (var language : Set.of("ja", "en")) {
            browser.perform(get(path).with(SignedIn.as(Role.ADMIN)).header("Accept-Language", language))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("??"))));
        }
    }

    @Test
    void aKeyIsShownOnce() throws Exception {
        var page = browser.perform(post("/settings/api-keys")
                        .with(SignedIn.as(Role.ADMIN))
                        .with(csrf())
                        .param("name", "CRM")
                        .param("scopes", "enrol")
                        .param("expiresAt", "2099-12-31"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var key = page.replaceAll("(?s).*value=\"(minori_[^\"]+)\".*", "$1");
        assertThat(key).startsWith("minori_").hasSizeGreaterThan(50);

        browser.perform(get("/settings/api-keys").with(SignedIn.as(Role.ADMIN)))
                .andExpect(content().string(not(containsString(key))));
    }
}
