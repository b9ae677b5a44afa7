package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class SignInTests {

    private static final String PASSWORD = "a quiet river in autumn";
    private static final String PAGE = "/settings/profile";

    @Autowired
    MockMvc browser;

    @Autowired
    UserAdministration users;

    private final String email = "user-" + TimeOrderedIds.next() + "@example.com";
    private final String address = "192.0.2." + TimeOrderedIds.next() % 1000;
    private UserId user = new UserId(0);

    @BeforeEach
    void thereIsAUser() {
        user = users.invite(email, "Hanako", Set.of(Role.MARKETER), Locale.JAPANESE);
        users.choosePassword(token(users.passwordLinkAddress(user)), PASSWORD);
    }

    @Test
    void theRightPasswordStartsASessionWhoseCookieScriptsCanNotRead() throws Exception {
        signIn(PASSWORD)
                .andExpect(redirectedUrl("/"))
                .andExpect(cookie().httpOnly("minori", true))
                .andExpect(cookie().attribute("minori", "SameSite", "Lax"));
    }

    @Test
    void aPlantedSessionIsWorthNothing() throws Exception {
        var planted = new Cookie("minori", "planted-by-an-attacker");
        var real = session(browser.perform(post("/login")
                        .with(csrf())
                        .with(from())
                        .cookie(planted)
                        .param("email", email)
                        .param("password", PASSWORD))
                .andReturn());

        assertThat(real.getValue()).isNotEqualTo(planted.getValue());
        browser.perform(get(PAGE).cookie(planted)).andExpect(redirectedUrl("/login"));
        browser.perform(get(PAGE).cookie(real)).andExpect(status().isOk());
    }

    @Test
    void afterSigningInTheWantedPageComesAndNeverAnotherHost() throws Exception {
        var wanted = browser.perform(get("/settings/profile").header("Host", "evil.example"))
                .andReturn()
                .getResponse()
                .getCookie("REDIRECT_URI");

        browser.perform(post("/login")
                        .with(csrf())
                        .with(from())
                        .cookie(wanted)
                        .param("email", email)
                        .param("password", PASSWORD))
                .andExpect(redirectedUrl("/settings/profile"));
    }

    @Test
    void timesAreThoseOfTheBrowserUntilTheUserPicksAZone() throws Exception {
        var session = session(signIn(PASSWORD).andReturn());
        var browsers = new Cookie("minori_zone", "Europe%2FParis");
        assertThat(clockOf(browser.perform(get(PAGE).cookie(session)))).isEqualTo("日本時間 (UTC+9)");
        assertThat(clockOf(browser.perform(get(PAGE).cookie(session, browsers))))
                .startsWith("中央ヨーロッパ時間");

        profile(session, "America/Phoenix");
        assertThat(clockOf(browser.perform(get(PAGE).cookie(session, browsers))))
                .isEqualTo("アメリカ山地時間 (UTC-7)");

        profile(session, "../../etc/passwd");
        assertThat(clockOf(browser.perform(get(PAGE).cookie(session)))).isEqualTo("日本時間 (UTC+9)");
    }

    private void profile(Cookie session, String zone) throws Exception {
        browser.perform(post(PAGE)
                        .with(csrf())
                        .cookie(session)
                        .param("name", "花子")
                        .param("language", "ja")
                        .param("timeZone", zone))
                .andExpect(redirectedUrl(PAGE));
    }

    private static String clockOf(ResultActions page) throws Exception {
        var text = page.andReturn().getResponse().getContentAsString();
        var start = text.indexOf("時刻の表示: ") + "時刻の表示: ".length();
        return text.substring(start, text.indexOf('<', start));
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() throws Exception {
        var session = session(signIn(PASSWORD).andReturn());
        browser.perform(post("/logout").with(csrf()).cookie(session)).andExpect(redirectedUrl("/login"));

        browser.perform(get(PAGE).cookie(session)).andExpect(redirectedUrl("/login"));
    }

    @Test
    void anotherPasswordEndsAllSessions() throws Exception {
        var session = session(signIn(PASSWORD).andReturn());
        users.changePassword(user, PASSWORD, "a loud river in spring");

        browser.perform(get(PAGE).cookie(session)).andExpect(redirectedUrl("/login"));
        signIn(PASSWORD).andExpect(status().isUnauthorized());
    }

    @Test
    void aDisabledUserIsSignedOutAndStaysOut() throws Exception {
        var session = session(signIn(PASSWORD).andReturn());
        users.change(user, Set.of(Role.MARKETER), false);

        browser.perform(get(PAGE).cookie(session)).andExpect(redirectedUrl("/login"));
        signIn(PASSWORD).andExpect(status().isUnauthorized());
    }

    @Test
    void anotherRoleEndsAllSessions() throws Exception {
        var session = session(signIn(PASSWORD).andReturn());
        users.change(user, Set.of(Role.SALES), true);

        browser.perform(get(PAGE).cookie(session)).andExpect(redirectedUrl("/login"));
    }

    @Test
    void theAnswerIsTheSameForAnUnknownUser() throws Exception {
        var known = signIn("wrong password here").andReturn();
        var unknown = browser.perform(post("/login")
                        .with(csrf())
                        .with(from())
                        .param("email", "nobody-" + email)
                        .param("password", "wrong password here"))
                .andReturn();

        assertThat(unknown.getResponse().getStatus())
                .isEqualTo(known.getResponse().getStatus())
                .isEqualTo(401);
        assertThat(unknown.getResponse().getForwardedUrl())
                .isEqualTo(known.getResponse().getForwardedUrl())
                .isEqualTo("/login/refused");
        assertThat(unknown.getRequest().getAttribute("waitSeconds")).isNull();
    }

    @Test
    void whoGuessesWaitsAndTheRightPasswordWorksFromElsewhere() throws Exception {
        for (var i = 0; i < 5; i++) {
            signIn("guess number " + i + " of many").andExpect(status().isUnauthorized());
        }

        signIn(PASSWORD).andExpect(status().isTooManyRequests()).andExpect(header().exists("Retry-After"));
        browser.perform(post("/login").with(csrf()).param("email", email).param("password", PASSWORD))
                .andExpect(redirectedUrl("/"));
    }

    @Test
    void aPasswordLinkWorksOnce() {
        var token = token(users.passwordLinkAddress(user));

        assertThat(users.choosePassword(token, "another quiet river")).isTrue();
        assertThat(users.choosePassword(token, "yet another river")).isFalse();
    }

    @Test
    void noPageKeepsPersonalDataInACache() throws Exception {
        var session = session(signIn(PASSWORD).andReturn());

        browser.perform(get(PAGE).cookie(session))
                .andExpect(header().string("Cache-Control", org.hamcrest.Matchers.containsString("no-store")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().exists("Content-Security-Policy"));
    }

    private org.springframework.test.web.servlet.ResultActions signIn(String password) throws Exception {
        return browser.perform(
                post("/login").with(csrf()).with(from()).param("email", email).param("password", password));
    }

    /** An address of its own, so that the failures of one test do not slow another down. */
    private org.springframework.test.web.servlet.request.RequestPostProcessor from() {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static Cookie session(MvcResult result) {
        return result.getResponse().getCookie("minori");
    }

    private static String token(String link) {
        return link.substring(link.indexOf("token=") + 6);
    }
}
