package org.minori.segments.web;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
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
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class SegmentPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ContactDirectory contacts;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String rule = "{\"tag\":\"" + word + "\"}";

    private ContactId tagged(String lastName) {
        var contact = contacts.upsert(new ContactDetails(
                        UUID.randomUUID() + "@example.jp",
                        null,
                        lastName,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
        contacts.addTag(contact, word);
        return contact;
    }

    private ResultActions create(String key, String name, String rule) throws Exception {
        return browser.perform(post("/segments")
                .param("key", key)
                .param("name", name)
                .param("rule", rule)
                .with(SignedIn.as(Role.MARKETER))
                .with(csrf()));
    }

    private ResultActions preview(String rule, String language) throws Exception {
        return browser.perform(post("/segments/preview")
                .param("rule", rule)
                .header("Accept-Language", language)
                .with(SignedIn.as(Role.MARKETER))
                .with(csrf()));
    }

    @Test
    void countsWhatIsBeingBuiltAndSaysWhatItMeansInBothLanguages() throws Exception {
        tagged("見本");

        preview(rule, "ja")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("1人"), containsString("タグ「" + word + "」が付いている"), containsString("見本"))));
        preview(rule, "en")
                .andExpect(content().string(allOf(containsString("1 person"), containsString("has the tag"))));
    }

    @Test
    void saysWhatIsMissingWhileOneStillBuilds() throws Exception {
        preview("{\"all\":[{\"field\":\"\",\"op\":\"eq\"},{\"score\":\"overall\",\"op\":\"ge\",\"value\":\"\"}]}", "ja")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("data-fault=\"rule.all[0].field\""),
                                containsString("data-fault=\"rule.all[1].value\""),
                                containsString("整数を入力してください。"))));
        preview("{", "ja").andExpect(status().isOk()).andExpect(content().string(containsString("読み取れません")));
    }

    @Test
    void savesShowsAndDeletes() throws Exception {
        var contact = tagged("保存");
        create("made-" + word, "作った", rule).andExpect(redirectedUrl("/segments/made-" + word));

        browser.perform(get("/segments?q=MADE-" + word).with(SignedIn.as(Role.OPERATOR)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("作った")));
        browser.perform(get("/segments/made-" + word).with(SignedIn.as(Role.MARKETER)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("data-island=\"segment-builder\"")));
        browser.perform(get("/segments/made-" + word).with(SignedIn.as(Role.OPERATOR)))
                .andExpect(content().string(not(containsString("/delete"))));
        browser.perform(get("/segments/made-" + word + "/count").with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("1")));
        browser.perform(get("/segments/made-" + word + "/contacts").with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("/contacts/" + contact)));
        browser.perform(post("/segments/made-" + word + "/delete")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/segments"));
        browser.perform(get("/segments/made-" + word).with(SignedIn.as(Role.MARKETER)))
                .andExpect(status().isNotFound());
    }

    @Test
    void aNewOneBeginsWithAConditionToFillInAndNeedsNoKey() throws Exception {
        browser.perform(get("/segments/new").with(SignedIn.as(Role.MARKETER)))
                .andExpect(content()
                        .string(allOf(
                                containsString("&quot;field&quot;:&quot;&quot;"), not(containsString("segment-t")))));
        create("", "作った", "{\"all\":[{\"field\":\"\",\"op\":\"eq\"}]}").andExpect(status().isUnprocessableEntity());
        create("", "Hot in " + word + "x", rule).andExpect(redirectedUrl("/segments/hot-in-" + word + "x"));
        create("", "製造業の方", rule).andExpect(redirectedUrlPattern("/segments/segment-*"));
    }

    @Test
    void whatCanNotBeSavedComesBackAsItWasWithTheReason() throws Exception {
        create("Bad Key", "消えない名前", "{\"stage\":\"HOT\"}")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("消えない名前"),
                                containsString("Bad Key"),
                                containsString("is-invalid"),
                                containsString("HOT"))));
        create("hot-leads", "二つ目", rule).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void isNotDeletedWhileAPublishedScenarioStartsOnIt() throws Exception {
        create("used-" + word, "使用中", rule);
        var drawing = Files.readString(Path.of("src/test/resources/drawings/good/hand-off-outcome.bpmn"))
                .replace(
                        "<camunda:property name=\"minori:step\" value=\"startManually\" />",
                        "<camunda:property name=\"minori:step\" value=\"startOnSegment\" />"
                                + "<camunda:property name=\"segment\" value=\"used-" + word + "\" />");
        browser.perform(put("/api/v1/scenarios/uses-" + word + "/draft")
                        .contentType(MediaType.APPLICATION_XML)
                        .content(drawing)
                        .with(SignedIn.asSystem()))
                .andExpect(status().isOk());
        send(post("/api/v1/scenarios/uses-" + word + "/publish"), "{}").andExpect(status().isCreated());

        browser.perform(post("/segments/used-" + word + "/delete")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/segments/used-" + word))
                .andExpect(flash().attributeExists("flashError"));

        browser.perform(get("/segments/used-" + word).with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("失注まで")));
        browser.perform(get("/segments/choices").with(SignedIn.as(Role.MARKETER)))
                .andExpect(jsonPath("$.scenarios[?(@.value=='uses-" + word + "')].label")
                        .value("失注まで"));
    }

    @Test
    void theMenusComeWithTheirWords() throws Exception {
        browser.perform(get("/segments/choices").header("Accept-Language", "en").with(SignedIn.as(Role.MARKETER)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.fields[?(@.value=='industry')].label").value("Industry"))
                .andExpect(jsonPath("$.operators.TEXT[0].takes").value("value"))
                .andExpect(jsonPath("$.operators.MOMENT[?(@.value=='anniversaryInDays')]")
                        .isEmpty())
                .andExpect(jsonPath("$.events[?(@.value=='pageViewed')].label").value("Page viewed"));
    }

    @Test
    void theApiMakesChangesCountsAndLists() throws Exception {
        var contact = tagged("山田");
        var body = "{\"key\":\"api-" + word + "\",\"name\":\"API\",\"rule\":" + rule + "}";

        send(post("/api/v1/segments"), body)
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/api/v1/segments/api-" + word))
                .andExpect(jsonPath("$.version").value(1));
        send(post("/api/v1/segments"), body).andExpect(status().isConflict());
        send(put("/api/v1/segments/api-" + word), "{\"rule\":{\"not\":" + rule + "}}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("API"))
                .andExpect(jsonPath("$.version").value(2));
        send(put("/api/v1/segments/api-" + word), body).andExpect(status().isOk());
        send(put("/api/v1/segments/put-" + word), "{\"name\":\"neu\",\"rule\":" + rule + "}")
                .andExpect(status().isCreated());
        ask("/api/v1/segments/api-" + word + "/count")
                .andExpect(jsonPath("$.count").value(1));
        ask("/api/v1/segments/api-" + word + "/contacts?limit=2147483647")
                .andExpect(jsonPath("$.items[0].id").value(contact.toString()))
                .andExpect(jsonPath("$.items[0].lastName").value("山田"))
                .andExpect(jsonPath("$.items[0].tags[0]").value(word));
    }

    @Test
    void theApiRefusesAttacksWithThePlaceOfTheFault() throws Exception {
        for (var attack : new String[] {
            "{\"field\":\"email = email or 1=1 --\",\"op\":\"eq\",\"value\":\"x\"}",
            "{\"field\":\"(select sleep(5))\",\"op\":\"eq\",\"value\":\"x\"}"
        }) {
            send(post("/api/v1/segments"), "{\"key\":\"attack-" + word + "\",\"name\":\"x\",\"rule\":" + attack + "}")
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("rule.field"))
                    .andExpect(jsonPath("$.errors[0].message").isNotEmpty());
        }
        ask("/api/v1/segments/attack-" + word).andExpect(status().isNotFound());
    }

    private ResultActions send(
            org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request, String body)
            throws Exception {
        return browser.perform(
                request.contentType(MediaType.APPLICATION_JSON).content(body).with(SignedIn.asSystem()));
    }

    private ResultActions ask(String path) throws Exception {
        return browser.perform(get(path).with(SignedIn.asSystem()));
    }

    @Test
    void aFixedListIsMadeWithoutConditions() throws Exception {
        var list = "list-" + word;
        browser.perform(get("/segments/new/list").with(SignedIn.as(Role.MARKETER)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/segments/lists")));

        browser.perform(post("/segments/lists")
                        .param("key", list)
                        .param("name", "特典のある方")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/segments/" + list));
        browser.perform(post("/segments/lists")
                        .param("key", list)
                        .param("name", "もう一度")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity());
    }
}
