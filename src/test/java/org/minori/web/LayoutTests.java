package org.minori.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MinoriTest
class LayoutTests {

    @Autowired
    MockMvc browser;

    @Autowired
    AssetManifest assets;

    private static RequestPostProcessor marketer() {
        return user("aoi@example.jp").roles("MARKETER");
    }

    @Test
    void aPageSpeaksTheLanguageOfTheBrowser() throws Exception {
        browser.perform(get("/").with(marketer()).header("Accept-Language", "en-GB,en;q=0.9"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<html lang=\"en\"")))
                .andExpect(content().string(containsString("Sign out")));
        browser.perform(get("/").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("<html lang=\"ja\"")))
                .andExpect(content().string(containsString("ログアウト")));
    }

    @Test
    void aBrowserOfAnotherLanguageGetsJapanese() throws Exception {
        browser.perform(get("/").with(marketer()).header("Accept-Language", "fr,de;q=0.5"))
                .andExpect(content().string(containsString("<html lang=\"ja\"")));
    }

    @Test
    void thePickedLanguageStaysWhateverTheBrowserSays() throws Exception {
        var picked = browser.perform(post("/language")
                        .with(marketer())
                        .with(csrf())
                        .param("language", "en")
                        .param("from", "/search?q=a"))
                .andExpect(redirectedUrl("/search?q=a"))
                .andExpect(cookie().value(Languages.LANGUAGE_COOKIE, "en"))
                .andReturn();

        browser.perform(get("/").with(marketer())
                        .header("Accept-Language", "ja")
                        .cookie(picked.getResponse().getCookie(Languages.LANGUAGE_COOKIE)))
                .andExpect(content().string(containsString("<html lang=\"en\"")));
    }

    @Test
    void theLanguageSwitchLeadsNobodyElsewhere() throws Exception {
        for (var elsewhere :
                new String[] {"https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"}) {
            browser.perform(post("/language")
                            .with(marketer())
                            .with(csrf())
                            .param("language", "en")
                            .param("from", elsewhere))
                    .andExpect(redirectedUrl("/"));
        }
    }

    @Test
    void theCurrentPageIsMarkedInTheNavigation() throws Exception {
        browser.perform(get("/").with(marketer()))
                .andExpect(content().string(containsString("href=\"/\" aria-current=\"page\"")));
        browser.perform(get("/search").with(marketer()))
                .andExpect(content().string(not(containsString("aria-current=\"page\""))));
    }

    @Test
    void requestsOfAPageCarryTheProofThatTheyComeFromIt() throws Exception {
        browser.perform(get("/").with(marketer()))
                .andExpect(content().string(containsString("hx-headers=\"{&quot;X-CSRF-TOKEN&quot;")));
    }

    @Test
    void whoeverOnlySellsLandsOnTheTaskList() throws Exception {
        browser.perform(get("/").with(user("sora@example.jp").roles("SALES"))).andExpect(redirectedUrl("/sales/tasks"));
        browser.perform(get("/").with(user("sora@example.jp").roles("SALES", "MARKETER")))
                .andExpect(status().isOk());
    }

    @Test
    void scriptsAndStylesHaveNamesThatBrowsersKeepForEver() throws Exception {
        browser.perform(get(assets.path("src/app.js")).with(marketer()))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"));
    }

    @Test
    void whatIsSearchedForIsShownAsTextOnly() throws Exception {
        browser.perform(get("/search").param("q", "<img src=x>").with(marketer()))
                .andExpect(content().string(containsString("&lt;img src=x&gt;")))
                .andExpect(content().string(not(containsString("<img src=x>"))));
    }
}
