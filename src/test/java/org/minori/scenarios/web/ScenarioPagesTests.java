package org.minori.scenarios.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.campaigns.Campaigns;
import org.minori.content.TestSender;
import org.minori.scenarios.authoring.DrawingPart;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MinoriTest
class ScenarioPagesTests {

    private static final Path DRAWINGS = Path.of("src/test/resources/drawings");

    @Autowired
    MockMvc browser;

    @Autowired
    StepCatalogue steps;

    @Autowired
    MessageSource messages;

    @Autowired
    UserAccounts users;

    @Autowired
    Campaigns campaigns;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestSender sender;

    private static RequestPostProcessor marketer() {
        return SignedIn.as(Role.MARKETER);
    }

    @BeforeEach
    void theSenderIsKnown() {
        sender.set();
    }

    private static byte[] drawing(String path) throws Exception {
        return Files.readAllBytes(DRAWINGS.resolve(path));
    }

    private ResultActions upload(String key, byte[] drawing, String name) throws Exception {
        return browser.perform(multipart("/scenarios/new")
                .file(new MockMultipartFile("file", name, "application/octet-stream", drawing))
                .param("key", key)
                .with(marketer())
                .with(csrf())
                .header("Accept-Language", "ja"));
    }

    @Test
    void theListShowsWhatIsShipped() throws Exception {
        browser.perform(get("/scenarios").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("資料請求フォロー")))
                .andExpect(content().string(not(containsString("シナリオがありません"))));
        browser.perform(get("/scenarios")
                        .param("q", "no such name")
                        .with(marketer())
                        .header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("シナリオがありません")));
    }

    @Test
    void anUploadedDrawingShowsEveryProblemWithItsElement() throws Exception {
        upload("", drawing("attacks/s40-java-class.bpmn"), "Uploaded With Problems.bpmn")
                .andExpect(redirectedUrl("/scenarios/uploaded-with-problems"));

        browser.perform(get("/scenarios/uploaded-with-problems")
                        .with(marketer())
                        .header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("data-diagram-element=\"Activity_Mail\"")))
                .andExpect(content()
                        .string(containsString("data-problems=\"[{&quot;element&quot;:&quot;Activity_Mail&quot;")))
                .andExpect(content().string(containsString("プログラムや式を動かす設定が含まれているため、使えません")))
                .andExpect(content().string(containsString("公開する前に直してください (1 件)")))
                .andExpect(content().string(containsString("<code class=\"text-break\">serviceTask class</code>")))
                .andExpect(content().string(not(containsString("/scenarios/uploaded-with-problems/publish"))));
        upload("uploaded-with-problems", drawing("good/one-mail.bpmn"), "x.bpmn")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("すでに使われています")));
        upload("uploaded-nothing", "hello".getBytes(UTF_8), "x.bpmn")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("何も変更されていません")))
                .andExpect(content().string(containsString("uploaded-nothing")));
    }

    @Test
    void namesInADrawingAreShownAsText() throws Exception {
        upload("with-odd-names", drawing("good/odd-names-and-colours.bpmn"), "x.bpmn");

        browser.perform(get("/scenarios/with-odd-names").with(marketer()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("&lt;img src=x")))
                .andExpect(content().string(not(containsString("<img src=x"))));
    }

    @Test
    void aDrawingIsServedAsAFileThatNoBrowserRuns() throws Exception {
        browser.perform(get("/scenarios/document-request/drawing").with(marketer()))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
        browser.perform(get("/scenarios/document-request/drawing")
                        .param("version", "99")
                        .with(marketer()))
                .andExpect(status().isNotFound());
    }

    @Test
    void theDraftIsComparedWithWhatRuns() throws Exception {
        upload("compared-by-page", drawing("good/one-mail.bpmn"), "x.bpmn");
        browser.perform(
                post("/scenarios/compared-by-page/publish").with(marketer()).with(csrf()));

        browser.perform(get("/scenarios/compared-by-page/changes")
                        .param("from", "1")
                        .param("to", "")
                        .with(marketer())
                        .header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("どちらも同じ内容です")));
        browser.perform(multipart("/scenarios/compared-by-page/draft")
                .file(new MockMultipartFile("file", "x.bpmn", null, drawing("good/branches.bpmn")))
                .with(marketer())
                .with(csrf()));
        browser.perform(get("/scenarios/compared-by-page/changes")
                        .param("from", "1")
                        .with(marketer())
                        .header("Accept-Language", "en"))
                .andExpect(content().string(containsString("&quot;kind&quot;:&quot;added&quot;")))
                .andExpect(content().string(containsString("&quot;kind&quot;:&quot;removed&quot;")));
        browser.perform(get("/scenarios/compared-by-page/changes")
                        .param("from", "7")
                        .with(marketer()))
                .andExpect(status().isNotFound());
    }

    @Test
    void aDraftIsPublishedAndReplaced() throws Exception {
        var drawing = drawing("good/one-mail.bpmn");
        upload("published-by-page", drawing, "x.bpmn");

        browser.perform(post("/scenarios/published-by-page/publish")
                        .with(marketer())
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios/published-by-page"));
        browser.perform(multipart("/scenarios/published-by-page/draft")
                        .file(new MockMultipartFile("file", "x.bpmn", null, drawing("good/branches.bpmn")))
                        .with(marketer())
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios/published-by-page?shown=draft"));
        browser.perform(post("/scenarios/published-by-page/settings")
                        .param("reentry", "AFTER_DAYS")
                        .param("days", "often")
                        .with(marketer())
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());

        browser.perform(get("/scenarios/published-by-page").with(marketer()).header("Accept-Language", "en"))
                .andExpect(content().string(containsString("Published, version 1")))
                .andExpect(content().string(containsString("Unpublished changes")));
    }

    @Test
    void settingsAreSavedAndWhatIsWrongIsSaid() throws Exception {
        upload("with-settings", drawing("good/one-mail.bpmn"), "x.bpmn");
        browser.perform(post("/scenarios/with-settings/rules")
                        .param("exits", "hot-leads")
                        .param("lateHours", "３６")
                        .param("quietFrom", "18:30")
                        .param("quietTo", "09:00")
                        .param("calendar", "standard")
                        .with(marketer())
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios/with-settings"));
        browser.perform(post("/scenarios/with-settings/rules")
                        .param("suppressed", "no-such-segment")
                        .with(marketer())
                        .with(csrf())
                        .header("Accept-Language", "ja"))
                .andExpect(flash().attribute(
                                "rulesErrors", hasEntry(is("suppressed"), containsString("「no-such-segment」がありません"))));
        var refused = browser.perform(post("/scenarios/with-settings/rules")
                        .param("exits", "hot-leads")
                        .param("lateHours", "soon")
                        .param("quietFrom", "18:31")
                        .param("calendar", "standard")
                        .param("mailsAWeek", "777")
                        .with(marketer())
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios/with-settings#rules"))
                .andReturn()
                .getFlashMap();
        browser.perform(get("/scenarios/with-settings")
                        .flashAttrs(refused)
                        .with(marketer())
                        .header("Accept-Language", "ja"))
                .andExpect(content()
                        .string(allOf(
                                containsString("<option value=\"hot-leads\" selected=\"selected\">"),
                                containsString("value=\"soon\""),
                                containsString("name=\"quietFrom\" value=\"18:31\""),
                                containsString("value=\"777\""))))
                .andExpect(result -> assertThat(
                                result.getResponse().getContentAsString(UTF_8).split("invalid-feedback", -1))
                        .as("one message at each of the three")
                        .hasSize(4));

        browser.perform(get("/scenarios/with-settings").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("<option value=\"hot-leads\" selected=\"selected\">")))
                .andExpect(content().string(containsString("value=\"36\"")))
                .andExpect(content().string(containsString("name=\"quietFrom\" value=\"18:30\"")))
                .andExpect(content().string(containsString("<option value=\"standard\" selected=\"selected\">")))
                .andExpect(content().string(containsString("図にゴールはありません")));
    }

    @Test
    void aScenarioHasAnOwnerAndACampaign() throws Exception {
        upload("with-owner", drawing("good/one-mail.bpmn"), "x.bpmn");
        var somebody = aUser();
        press("with-owner", "owner", somebody.id().toString(), "campaign", "春の展示会")
                .andExpect(flash().attributeExists("flashOk"));
        press("with-owner", "owner", somebody.id().toString(), "campaign", "春の展示会")
                .andExpect(flash().attributeExists("flashOk"));
        press("with-owner", "owner", "1", "campaign", "").andExpect(flash().attributeExists("flashError"));

        browser.perform(get("/scenarios/with-owner").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("value=\"春の展示会\"")))
                .andExpect(content()
                        .string(containsString("<option value=\"" + somebody.id() + "\" selected=\"selected\">")));
        browser.perform(get("/scenarios").with(marketer()))
                .andExpect(content().string(containsString(somebody.name())));
        assertThat(campaigns.all()).extracting(Campaigns.Campaign::name).containsOnlyOnce("春の展示会");
    }

    private User aUser() {
        long id = TimeOrderedIds.next();
        jdbc.sql("""
                        INSERT INTO app_user (id, email, name, roles, locale, active, created_at)
                        VALUES (:id, :email, '葵', 'MARKETER', 'ja', TRUE, CURRENT_TIMESTAMP)
                        """).param("id", id).param("email", id + "@example.jp").update();
        return users.find(new UserId(id)).orElseThrow();
    }

    private ResultActions press(String key, String... parameters) throws Exception {
        var request = post("/scenarios/" + key + "/ownership").with(marketer()).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return browser.perform(request);
    }

    @Test
    void whatNobodyEverRanThroughIsRemovedAndStaysAway() throws Exception {
        upload("removed-by-page", drawing("good/one-mail.bpmn"), "x.bpmn");
        browser.perform(
                post("/scenarios/removed-by-page/publish").with(marketer()).with(csrf()));
        browser.perform(get("/scenarios/removed-by-page").with(marketer()))
                .andExpect(content().string(containsString("/scenarios/removed-by-page/remove")));

        browser.perform(post("/scenarios/removed-by-page/remove")
                        .with(marketer())
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios"));
        browser.perform(get("/scenarios/removed-by-page").with(marketer())).andExpect(status().isNotFound());

        upload("removed-by-page", drawing("good/branches.bpmn"), "x.bpmn");
        browser.perform(post("/api/v1/scenarios/removed-by-page/publish").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.version").value(2));
    }

    @Test
    void salesNeitherUploadsNorPublishes() throws Exception {
        var sales = SignedIn.as(Role.SALES);
        browser.perform(get("/scenarios/new").with(sales)).andExpect(status().isForbidden());
        browser.perform(post("/scenarios/document-request/publish").with(sales).with(csrf()))
                .andExpect(status().isForbidden());
    }

    @Test
    void everyStepIsExplainedInBothLanguages() throws Exception {
        for (var language : new String[] {"ja", "en"}) {
            var page = browser.perform(get("/scenarios/steps").with(marketer()).header("Accept-Language", language))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("??"))))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            var help = page.substring(page.indexOf("<main"), page.indexOf("</main>"))
                    .replaceAll("<[^>]*>", "");
            var locale = Locale.forLanguageTag(language);

            assertThat(steps.all())
                    .allSatisfy(step -> assertThat(help).contains(messages.getMessage(step.nameKey(), null, locale)));
            assertThat(steps.all())
                    .filteredOn(step -> step.key().matches(".*[A-Z].*"))
                    .allSatisfy(step -> assertThat(help).doesNotContain(step.key()));
            assertThat(DrawingPart.values())
                    .allSatisfy(part ->
                            assertThat(help).contains(messages.getMessage("studio.part." + part, null, locale)));
            assertThat(help).doesNotContain("minori:", "true", "bpmn", "emailOpened");
        }
        browser.perform(get("/scenarios/steps.json").with(marketer()))
                .andExpect(jsonPath("$.steps[?(@.kind == 'sendEmail')].nameJa").value("メールを送る"))
                .andExpect(jsonPath("$.steps[?(@.kind == 'wait')].element").value("bpmn:IntermediateCatchEvent"));
    }

    @Test
    void theStepsAreElementTemplatesForTheDesktopModeler() throws Exception {
        var mail = "$[?(@.id == 'org.minori.sendEmail')]";
        var email = mail + ".properties[?(@.binding.name == 'email')]";
        browser.perform(get("/scenarios/element-templates.json")
                        .with(marketer())
                        .header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("minori-element-templates.json")))
                .andExpect(jsonPath("$.length()").value(steps.all().size()))
                .andExpect(jsonPath("$[*].$schema").isNotEmpty())
                .andExpect(jsonPath(mail + ".name").value("メールを送る"))
                .andExpect(jsonPath(mail + ".appliesTo[*]").value("bpmn:ServiceTask"))
                .andExpect(jsonPath(mail + ".properties[0].binding.name").value("minori:step"))
                .andExpect(jsonPath(mail + ".properties[0].value").value("sendEmail"))
                .andExpect(jsonPath(email + ".type").value("Dropdown"))
                .andExpect(jsonPath(email + ".constraints.notEmpty").value(true))
                .andExpect(jsonPath(email + ".choices[?(@.value == 'document-thanks')]")
                        .isNotEmpty())
                .andExpect(jsonPath(mail + ".properties[?(@.binding.name == 'ifLate')].choices[0].value")
                        .value(""))
                .andExpect(jsonPath("$[?(@.id == 'org.minori.wait')].properties[?(@.binding.name == 'amount')].type")
                        .value("String"))
                .andExpect(jsonPath("$[*].properties[*].binding.type", everyItem(is("camunda:property"))));
    }

    @Test
    void withoutASenderNothingThatMailsIsPublishedAndTheSettingIsNamed() throws Exception {
        var api = SignedIn.asSystem();
        sender.unset();
        upload("without-sender", drawing("good/one-mail.bpmn"), "x.bpmn");

        browser.perform(get("/scenarios/without-sender").with(marketer()).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("差出人が未設定です。特定電子メール法")))
                .andExpect(content().string(containsString("href=\"/settings/sender\"")))
                .andExpect(content().string(containsString("/scenarios/without-sender/simulate")))
                .andExpect(content().string(not(containsString("/scenarios/without-sender/publish"))));
        browser.perform(get("/scenarios").param("q", "without-sender").with(marketer()))
                .andExpect(content().string(not(containsString("bg-red-lt"))));
        browser.perform(post("/scenarios/without-sender/check")
                        .with(marketer())
                        .with(csrf())
                        .content(drawing("good/one-mail.bpmn")))
                .andExpect(jsonPath("$.publishable").value(false))
                .andExpect(jsonPath("$.problems[?(@.setting == '/settings/sender')].severity")
                        .value("error"));
        browser.perform(post("/scenarios/without-sender/publish")
                        .with(marketer())
                        .with(csrf())
                        .header("Accept-Language", "en"))
                .andExpect(flash().attribute("flashError", containsString("Settings → Sender")));
        browser.perform(post("/api/v1/scenarios/without-sender/publish").with(api))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.problems[?(@.setting == '/settings/sender')].severity")
                        .value("error"));

        browser.perform(put("/api/v1/sender")
                        .with(api)
                        .contentType("application/json")
                        .content("""
                        {"fromName":"みのり","fromAddress":"nowhere","company":"みのり","postalAddress":"東京都","contact":" "}"""))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder("fromAddress", "contact")));
        browser.perform(get("/api/v1/sender").with(api))
                .andExpect(jsonPath("$.set").value(false))
                .andExpect(jsonPath("$.company").value(""));
        browser.perform(put("/api/v1/sender")
                        .with(api)
                        .contentType("application/json")
                        .content("""
                        {"fromName":"みのり","fromAddress":"a@example.jp","company":"みのり","postalAddress":"東京都","contact":"03"}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.set").value(true));
        browser.perform(post("/api/v1/scenarios/without-sender/publish").with(api))
                .andExpect(status().isCreated());
    }

    @Test
    void otherSystemsSaveAndPublishDrawings() throws Exception {
        var api = SignedIn.asSystem();
        browser.perform(put("/api/v1/scenarios/by-api/draft")
                        .with(api)
                        .contentType("application/xml")
                        .content(drawing("attacks/s40-script-task-groovy.bpmn")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.problems[0].element").value("Activity_Mail"))
                .andExpect(jsonPath("$.problems[0].severity").value("error"))
                .andExpect(jsonPath("$.problems[0].message").isNotEmpty());
        browser.perform(post("/api/v1/scenarios/by-api/publish").with(api))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.problems[0].element").value("Activity_Mail"));
        browser.perform(put("/api/v1/scenarios/by-api/draft")
                        .with(api)
                        .contentType("text/xml")
                        .content(drawing("attacks/s45-laughs.bpmn")))
                .andExpect(status().isBadRequest());
        browser.perform(put("/api/v1/scenarios/by-api/draft")
                        .with(api)
                        .contentType("application/bpmn+xml")
                        .content(drawing("good/one-mail.bpmn")))
                .andExpect(jsonPath("$.problems[?(@.severity == 'error')]").isEmpty());
        browser.perform(post("/api/v1/scenarios/by-api/publish").with(api))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.version").value(1));
        browser.perform(get("/api/v1/scenarios/by-api").with(api))
                .andExpect(jsonPath("$.key").value("by-api"))
                .andExpect(jsonPath("$.state").value("published"))
                .andExpect(jsonPath("$.versions[0].version").value(1));
        browser.perform(get("/api/v1/scenarios/nowhere").with(api)).andExpect(status().isNotFound());
    }
}
