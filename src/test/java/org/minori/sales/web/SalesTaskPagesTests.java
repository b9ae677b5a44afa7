package org.minori.sales.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.sales.HandoverRequest;
import org.minori.sales.SalesHandoff;
import org.minori.sales.SalesTaskId;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class SalesTaskPagesTests {

    /** Other tests hand over too; what is due first stands on the first page. */
    private static final Duration FIRST_OF_ALL = Duration.ofSeconds(1);

    @Autowired
    MockMvc browser;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    SalesHandoff handoff;

    @Autowired
    JdbcClient jdbc;

    private ContactId contact;
    private SalesTaskId task;

    @BeforeEach
    void aLeadIsHandedOver() {
        contact = contacts.upsert(new ContactDetails(
                        UUID.randomUUID() + "@example.jp",
                        null,
                        "引渡",
                        "太郎",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "03-1234-5678",
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
        task = handoff.handOver(new HandoverRequest(
                "page-" + contact, contact, null, "資料請求フォロー", null, FIRST_OF_ALL, null, "お電話をお願いします"));
    }

    private ResultActions page(String path, Role role) throws Exception {
        return browser.perform(get(path).header("Accept-Language", "ja").with(SignedIn.as(role)));
    }

    private ResultActions say(String word, String... parameters) throws Exception {
        var request = post("/sales/tasks/" + task + "/" + word);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return browser.perform(request.header("Accept-Language", "ja")
                .with(SignedIn.as(Role.SALES))
                .with(csrf()));
    }

    @Test
    void theListShowsWhoTheLeadIsWhyNowAndWhatCanBeSaid() throws Exception {
        page("/sales/tasks?show=team", Role.SALES)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("引渡 太郎"),
                                containsString("href=\"tel:03-1234-5678\""),
                                containsString("お電話をお願いします"),
                                containsString("/sales/tasks/" + task + "/accept"))));
        page("/sales/tasks?show=team", Role.MARKETER)
                .andExpect(content().string(allOf(containsString("引渡 太郎"), not(containsString("/accept")))));
        for (var show : new String[] {"mine", "overdue", "closed"}) {
            page("/sales/tasks?show=" + show, Role.SALES).andExpect(status().isOk());
        }
        page("/sales/tasks/panel", Role.SALES).andExpect(status().is2xxSuccessful());
    }

    @Test
    void whatNobodyHasTakenStandsInEverybodysList() throws Exception {
        jdbc.sql("UPDATE sales_task SET assignee = NULL WHERE id = ?")
                .param(task.value())
                .update();

        page("/sales/tasks?show=mine", Role.SALES)
                .andExpect(content().string(containsString("/sales/tasks/" + task + "/accept")));
    }

    @Test
    void acceptedThenLostGoesBackWithItsReason() throws Exception {
        say("accept").andExpect(redirectedUrl("/sales/tasks/" + task)).andExpect(flash().attributeExists("flashOk"));
        say("lost").andExpect(flash().attribute("fault", "理由を選んでください。"));
        say("lost", "code", "OTHER", "detail", "担当者が異動した").andExpect(flash().attributeExists("flashOk"));

        page("/sales/tasks/" + task, Role.MARKETER)
                .andExpect(content().string(allOf(containsString("失注"), containsString("担当者が異動した"))));
        page("/sales/tasks?show=closed", Role.MARKETER).andExpect(content().string(containsString("担当者が異動した")));
        say("accept").andExpect(flash().attribute("flashError", "このタスクはすでに失注になっています。何も変更されていません。"));
    }

    @Test
    void aReasonWithoutItsNoteStaysInTheOpenFormBesideItsFault() throws Exception {
        say("accept");
        var refused = say("lost", "code", "OTHER", "detail", " ")
                .andExpect(redirectedUrl("/sales/tasks/" + task))
                .andReturn();

        var page = browser.perform(get("/sales/tasks/" + task)
                        .flashAttrs(refused.getFlashMap())
                        .header("Accept-Language", "ja")
                        .with(SignedIn.as(Role.SALES)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).containsOnlyOnce("<details open=\"open\">").contains("「その他」のときは、理由を入力してください。</div>");
        assertThat(page).containsPattern("value=\"OTHER\"[^>]*checked");
    }

    @Test
    void wonKeepsItsAmount() throws Exception {
        say("accept");
        say("won", "amount", "1200000");

        page("/sales/tasks/" + task, Role.SALES).andExpect(content().string(containsString("¥1,200,000")));
    }

    @Test
    void theTabOfAContactShowsItsTasksAndLetsMarketersChangeTheStage() throws Exception {
        page("/contacts/" + contact + "/sales", Role.MARKETER)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/sales/tasks/" + task)));

        browser.perform(post("/contacts/" + contact + "/sales/stage")
                        .param("stage", "NON_TARGET")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/contacts/" + contact));

        page("/sales/tasks/" + task, Role.SALES).andExpect(content().string(containsString("差し戻し")));
    }

    @Test
    void theApiListsAndDecides() throws Exception {
        ask("/api/v1/sales/tasks?contact=" + contact)
                .andExpect(jsonPath("$.items[0].id").value(task.toString()))
                .andExpect(jsonPath("$.items[0].contact.id").value(contact.toString()))
                .andExpect(jsonPath("$.items[0].scenario").value("資料請求フォロー"))
                .andExpect(jsonPath("$.items[0].status").value("OPEN"))
                .andExpect(jsonPath("$.items[0].dueAt").isNotEmpty());
        tell("accept", "{}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("ACCEPTED"));
        tell("lost", "{}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("reason"));
        tell("lost", "{\"reason\":\"時期尚早\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.reason").value("時期尚早"));
        tell("won", "{}").andExpect(status().isConflict());
        ask("/api/v1/sales/tasks/1").andExpect(status().isNotFound());
        ask("/api/v1/sales/tasks?status=sleeping").andExpect(status().isBadRequest());
    }

    private ResultActions ask(String path) throws Exception {
        return browser.perform(get(path).with(SignedIn.asSystem()));
    }

    private ResultActions tell(String word, String body) throws Exception {
        return browser.perform(post("/api/v1/sales/tasks/" + task + "/" + word)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(SignedIn.asSystem()));
    }
}
