package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.campaigns.AudienceInUse;
import org.minori.campaigns.Audiences;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactId;
import org.minori.contacts.Contacts;
import org.minori.content.WebContentChoices;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Steps that choose what people see elsewhere: ads and the web site. */
@MinoriTest
class AudienceStepTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Audiences audiences;

    @Autowired
    WebContentChoices choices;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ContactErasure erasure;

    @Autowired
    MockMvc browser;

    private final String key = "retarget-" + Long.toString(System.nanoTime(), 36);

    private long members() {
        return audiences.all().stream()
                .filter(audience -> audience.key().equals(key))
                .findFirst()
                .orElseThrow()
                .members();
    }

    private ContactId consenting() {
        var consent = new Consent(ConsentBasis.OPT_IN, Instant.now(), "同意します");
        return contacts.upsert(Contacts.withConsent(Contacts.freshEmail(), consent))
                .id();
    }

    @Test
    void aContactComesIntoAnAudienceAndOutAgain() {
        audiences.create(key, "再訪してほしい方");
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Add", "addToAudience", "audience", key)
                .days("Wait", 1)
                .task("Remove", "removeFromAudience", "audience", key)
                .end("End", "exhausted")
                .way("Start", "Add", "Wait", "Remove", "End"));
        var taro = runs.somebody();
        var hana = runs.somebody();
        runs.enrol(scenario, taro, hana);
        assertThat(members()).isEqualTo(2);

        runs.of(scenario, taro).fire("Wait");
        assertThat(members()).isEqualTo(1);
        erasure.erase(hana);
        assertThat(members()).isZero();
        assertThatThrownBy(() -> audiences.delete(key)).isInstanceOf(AudienceInUse.class);
    }

    @Test
    void onlyHashesOfThoseWhoHaveNotRefusedLeave() {
        audiences.create(key, "再訪してほしい方");
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Add", "addToAudience", "audience", key)
                .end("End", "exhausted")
                .way("Start", "Add", "End"));
        var taro = consenting();
        var hana = consenting();
        runs.enrol(scenario, taro, hana);
        contacts.withdrawConsent(hana, "test");

        var lines = new ArrayList<String>();
        audiences.export(key, lines::add);

        assertThat(lines).hasSize(1).allMatch(line -> line.matches("[0-9a-f]{64}"));
    }

    @Test
    void theLastContentThatWasChosenForASlotIsShown() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("First", "showContent", "slot", "top", "content", "seminar")
                .days("Wait", 1)
                .task("Then", "showContent", "slot", "top", "content", "case-study")
                .task("Last", "showContent", "slot", "top", "content", "price-list")
                .end("End", "exhausted")
                .way("Start", "First", "Wait", "Then", "Last", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        assertThat(choices.chosen("top", taro)).contains("seminar");

        runs.of(scenario, taro).fire("Wait");
        assertThat(choices.chosen("top", taro)).contains("price-list");
        assertThat(choices.chosen("side", taro)).isEmpty();
        erasure.erase(taro);
        assertThat(choices.all(taro)).isEmpty();
    }

    @Test
    void anAudienceIsMadeInAFormAndATakenKeyIsRefused() throws Exception {
        var form = post("/settings/audiences")
                .param("key", key)
                .param("name", "再訪")
                .with(SignedIn.as(Role.MARKETER))
                .with(csrf());

        browser.perform(form).andExpect(redirectedUrl("/settings/audiences"));
        browser.perform(form).andExpect(status().isUnprocessableEntity());
        browser.perform(post("/settings/audiences/" + key + "/export")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(status().isOk());
    }
}
