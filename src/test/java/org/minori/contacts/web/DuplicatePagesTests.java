package org.minori.contacts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.Contacts;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class DuplicatePagesTests {

    private static final String ATTACK = "<img src=x onerror=window.__xss=1>";

    @Autowired
    MockMvc browser;

    @Autowired
    ContactDirectory directory;

    @Autowired
    JdbcTemplate jdbc;

    private ContactId make(String first, String phone) {
        return directory
                .upsert(new ContactDetails(
                        Contacts.freshEmail(),
                        null,
                        ATTACK,
                        first,
                        null,
                        null,
                        null,
                        null,
                        null,
                        phone,
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    /** Found by hand, with a score that stands at the top of the list. */
    private String pair(ContactId first, ContactId second) {
        jdbc.update(
                "INSERT INTO contact_duplicate (first_id, second_id, reasons, score, state, found_at)"
                        + " VALUES (?, ?, 'PHONE,NAME', 100, 'OPEN', '2026-11-28 00:00:00')",
                first.value(),
                second.value());
        return "/contacts/duplicates/" + first + "/" + second;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void aPairIsOfferedWithItsReasonsAndBothRecordsSideBySide(String language) throws Exception {
        var one = make("太郎", "03-1111-2222");
        var other = make("太朗", "06-1111-2222");
        var path = pair(one, other);
        var reason = language.equals("ja") ? "電話番号が同じ" : "Same phone number";

        browser.perform(get("/contacts/duplicates")
                        .with(SignedIn.as(Role.SALES))
                        .header("Accept-Language", language))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(containsString(path), containsString(reason), not(containsString("<img src")))));
        browser.perform(get(path).with(SignedIn.as(Role.MARKETER)).header("Accept-Language", language))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("03-1111-2222"),
                                containsString("06-1111-2222"),
                                containsString("name=\"field.phone\""),
                                not(containsString("name=\"field.lastName\"")),
                                not(containsString("<img src")))));
        browser.perform(get("/contacts").with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("/contacts/duplicates")));
    }

    @Test
    void theValuesThatWereChosenStayAndTheOldAddressLeadsToTheOne() throws Exception {
        var one = make("太郎", "03-1111-2222");
        var other = make("太朗", "06-1111-2222");
        var path = pair(one, other);

        browser.perform(post(path + "/merge")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("field.firstName", "first")
                        .param("field.phone", "second"))
                .andExpect(redirectedUrl("/contacts/duplicates"));

        assertThat(directory.get(one).firstName()).isEqualTo("太郎");
        assertThat(directory.get(one).phone()).isEqualTo("06-1111-2222");
        browser.perform(get("/contacts/" + other).with(SignedIn.as(Role.MARKETER)))
                .andExpect(redirectedUrl("/contacts/" + one));
        browser.perform(get(path).with(SignedIn.as(Role.MARKETER))).andExpect(status().isNotFound());
    }

    @Test
    void twoPeopleAreNotOfferedAgain() throws Exception {
        var path = pair(make("太郎", "03-1111-2222"), make("太朗", "06-1111-2222"));

        browser.perform(post(path + "/apart").with(SignedIn.as(Role.MARKETER)).with(csrf()))
                .andExpect(redirectedUrl("/contacts/duplicates"));

        browser.perform(get("/contacts/duplicates").with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(not(containsString(path))));
        browser.perform(get(path).with(SignedIn.as(Role.MARKETER))).andExpect(status().isNotFound());
    }

    @Test
    void salesReadsButDoesNotDecide() throws Exception {
        var path = pair(make("太郎", "03-1111-2222"), make("太朗", "06-1111-2222"));

        browser.perform(post(path + "/merge").with(SignedIn.as(Role.SALES)).with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(post(path + "/apart").with(SignedIn.as(Role.SALES)).with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(get(path).with(SignedIn.as(Role.SALES)))
                .andExpect(content().string(not(containsString("/apart"))));
    }

    @Test
    void otherSystemsListPairsAndMergeThem() throws Exception {
        var one = make("太郎", "03-1111-2222");
        var other = make("太朗", "06-1111-2222");
        pair(one, other);

        browser.perform(get("/api/v1/contacts/duplicates").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.items[*].second.id", hasItem(other.toString())))
                .andExpect(jsonPath("$.items[0].reasons", hasItem("PHONE")));
        browser.perform(post("/api/v1/contacts/merge")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"winner\":\"%s\",\"loser\":\"%s\",\"fields\":[\"phone\"]}".formatted(one, other)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(one.toString()))
                .andExpect(jsonPath("$.phone").value("06-1111-2222"));
        browser.perform(get("/api/v1/contacts/" + other).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.id").value(one.toString()));
        browser.perform(post("/api/v1/contacts/merge")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"winner\":\"%s\"}".formatted(one)))
                .andExpect(status().isBadRequest());
    }
}
