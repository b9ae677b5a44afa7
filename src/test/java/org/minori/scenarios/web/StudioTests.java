package org.minori.scenarios.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.content.TestSender;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MinoriTest
class StudioTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ObjectMapper json;

    @Autowired
    TestSender sender;

    @BeforeEach
    void theSenderIsKnown() {
        sender.set();
    }

    private static RequestPostProcessor marketer() {
        return SignedIn.as(Role.MARKETER);
    }

    private static String drawing(String name) throws Exception {
        return Files.readString(Path.of("src/test/resources/drawings/good/" + name + ".bpmn"));
    }

    private String newScenario(String name) throws Exception {
        var address = browser.perform(post("/scenarios/draw")
                        .param("name", name)
                        .with(marketer())
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        return String.valueOf(address).replaceAll("/scenarios/(.*)/edit", "$1");
    }

    private ResultActions save(String key, String revision, String drawing) throws Exception {
        return browser.perform(put("/scenarios/" + key + "/draft")
                .header("If-Match", "\"" + revision + "\"")
                .contentType("application/xml")
                .content(drawing.getBytes(UTF_8))
                .with(marketer())
                .with(csrf()));
    }

    private JsonNode opened(String key) throws Exception {
        return tree(browser.perform(get("/scenarios/" + key + "/draft.json").with(marketer())));
    }

    private JsonNode tree(ResultActions answer) throws Exception {
        return json.readTree(answer.andReturn().getResponse().getContentAsString(UTF_8));
    }

    @Test
    void theCatalogueHasWordsForEverythingInBothLanguages() throws Exception {
        for (var language : new String[] {"ja", "en"}) {
            browser.perform(get("/scenarios/catalogue.json").with(marketer()).header("Accept-Language", language))
                    .andExpect(status().isOk())
                    .andExpect(
                            jsonPath("$.steps[*].fields[*].label").value(everyItem(not(containsString("authoring.")))))
                    .andExpect(jsonPath("$.steps[*].name").value(everyItem(not(containsString("authoring.")))))
                    .andExpect(jsonPath("$.parts", hasSize(5)));
        }
        browser.perform(get("/scenarios/catalogue.json").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(jsonPath("$.steps[?(@.kind == 'wait')].fields[1].choices[2].label")
                        .value("日"))
                .andExpect(jsonPath("$.steps[?(@.kind == 'wait')].symbol").value("timer"))
                .andExpect(
                        jsonPath("$.steps[?(@.kind == 'checkSegment')].outcome").value("truth"));
    }

    @Test
    void theListsHoldWhatIsThereNow() throws Exception {
        browser.perform(get("/scenarios/choices.json").with(marketer()))
                .andExpect(jsonPath("$.email.items[*].value").value(hasItem("document-thanks")))
                .andExpect(jsonPath("$.email.page").value("/content/emails/{value}"))
                .andExpect(jsonPath("$.segment.items[*].value").value(hasItem("hot-leads")))
                .andExpect(jsonPath("$.score.items[0].value").value("overall"));
        browser.perform(get("/scenarios/choices.json").with(SignedIn.as(Role.SALES)))
                .andExpect(status().isForbidden());
    }

    @Test
    void aScenarioBeginsEmptyUnderItsNameAndCanBeOpened() throws Exception {
        var key = newScenario("はじめての <シナリオ>");

        browser.perform(get("/scenarios/" + key + "/edit").with(marketer()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("はじめての &lt;シナリオ&gt;")));
        assertThat(opened(key).get("drawing").asText()).contains("はじめての &lt;シナリオ");
        browser.perform(post("/scenarios/draw")
                        .param("name", " ")
                        .with(marketer())
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios"))
                .andExpect(flash().attributeExists("flashError"));
    }

    @Test
    void aSaveAnswersWithProblemsAndTheDrawingInWords() throws Exception {
        var key = newScenario("saved");
        var revision = opened(key).get("revision").asText();

        save(key, revision, drawing("one-mail"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.checked.publishable").value(true))
                .andExpect(jsonPath("$.checked.reading[*].text").value(hasItem(containsString("終わり"))));
        save(key, opened(key).get("revision").asText(), "<no/>").andExpect(status().isUnprocessableEntity());
    }

    @Test
    void ofTwoWhoDrawAtOnceTheSecondIsAsked() throws Exception {
        var key = newScenario("two at once");
        var revision = opened(key).get("revision").asText();
        save(key, revision, drawing("one-mail")).andExpect(status().isOk());

        var refused = save(key, revision, drawing("branches")).andExpect(status().isPreconditionFailed());

        assertThat(opened(key).get("drawing").asText()).isEqualTo(kept(drawing("one-mail")));
        save(key, tree(refused).get("revision").asText(), drawing("branches")).andExpect(status().isOk());
        assertThat(opened(key).get("drawing").asText()).isEqualTo(kept(drawing("branches")));
    }

    @Test
    void otherSystemsCanSayWhichDraftTheyChange() throws Exception {
        var key = newScenario("by two systems");
        var seen = opened(key).get("revision").asText();
        var now = put("/api/v1/scenarios/" + key + "/draft")
                .contentType("application/xml")
                .content(drawing("one-mail"))
                .header("If-Match", "\"" + seen + "\"")
                .with(SignedIn.asSystem());
        browser.perform(now).andExpect(status().isOk()).andExpect(header().string("ETag", not(containsString(seen))));

        browser.perform(put("/api/v1/scenarios/" + key + "/draft")
                        .contentType("application/xml")
                        .content(drawing("branches"))
                        .header("If-Match", "\"" + seen + "\"")
                        .with(SignedIn.asSystem()))
                .andExpect(status().isConflict());
        assertThat(opened(key).get("drawing").asText()).isEqualTo(kept(drawing("one-mail")));
    }

    @Test
    void earlierDraftsStayAndGoingBackForgetsThoseAfter() throws Exception {
        var key = newScenario("with a past");
        var first = opened(key).get("revision").asText();
        var second = tree(save(key, first, drawing("one-mail"))).get("revision").asText();
        save(key, second, drawing("branches")).andExpect(status().isOk());

        var past = opened(key).get("earlier");
        assertThat(past).hasSize(2);
        var before = browser.perform(
                        get("/scenarios/" + key + "/revisions/" + past.get(0).asText())
                                .with(marketer()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(UTF_8);
        assertThat(before).isEqualTo(kept(drawing("one-mail")));

        save(key, opened(key).get("revision").asText(), before).andExpect(status().isOk());
        assertThat(opened(key).get("earlier")).hasSize(1);
        browser.perform(get("/scenarios/document-request/revisions/"
                                + past.get(0).asText())
                        .with(marketer()))
                .andExpect(status().isNotFound());
    }

    @Test
    void aCopyHasTheSameDrawingUnderAnotherName() throws Exception {
        var address = browser.perform(post("/scenarios/document-request/copy")
                        .param("name", "資料請求 その2")
                        .with(marketer())
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var key = String.valueOf(address).replaceAll("/scenarios/(.*)/edit", "$1");

        browser.perform(get("/scenarios/" + key).with(marketer()).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("資料請求 その2")))
                .andExpect(content().string(not(containsString("要修正"))));
        assertThat(opened(key).get("drawing").asText()).contains("Activity_SendThanks");
    }

    @Test
    void whatIsCheckedIsNotKept() throws Exception {
        var key = newScenario("checked only");
        var before = opened(key).get("revision").asText();

        browser.perform(post("/scenarios/" + key + "/check")
                        .contentType("application/xml")
                        .content(drawing("branches"))
                        .with(marketer())
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.reading").isNotEmpty());

        assertThat(opened(key).get("revision").asText()).isEqualTo(before);
    }

    /** The declaration is written by us. */
    private static String kept(String drawing) {
        return drawing.replaceFirst("<\\?xml[^>]*\\?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }
}
