package org.minori.scenarios.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
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

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.runs.Drawn;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class SimulationPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioDrafts drafts;

    private String draft() {
        drafts.save(
                "simulated-page",
                Drawn.scenario()
                        .start("Start", "startManually")
                        .handOff("HandOff")
                        .days("Wait", 3)
                        .end("End", "exhausted")
                        .way("Start", "HandOff", "Wait", "End")
                        .xml()
                        .getBytes(StandardCharsets.UTF_8));
        return "/scenarios/simulated-page";
    }

    private ResultActions ask(String path, String contacts) throws Exception {
        return browser.perform(post(path + "/simulate")
                .param("contacts", contacts)
                .param("days", "2")
                .param("accepted", "100")
                .param("returned", "0")
                .param("salesHours", "1")
                .param("otherSegment", "", "")
                .param("otherOpen", "", "")
                .with(SignedIn.as(Role.MARKETER))
                .with(csrf()));
    }

    private ResultActions page(String path) throws Exception {
        return browser.perform(get(path).with(SignedIn.as(Role.MARKETER)).header("Accept-Language", "ja"));
    }

    @Test
    void anEmptiedNumberOfPeopleIsAskedForAndNothingBegins() throws Exception {
        ask(draft(), " ")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("数を入力してください。")));
    }

    @Test
    void aMarketerAsksFollowsAndReadsTheResultOnTheDiagram() throws Exception {
        var scenario = draft();
        page(scenario).andExpect(content().string(containsString(scenario + "/simulate")));
        page(scenario + "/simulate")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("架空のコンタクト")));

        var place = ask(scenario, "12").andReturn().getResponse().getRedirectedUrl();
        assertThat(place).isNotNull();
        page(place).andExpect(status().isOk()).andExpect(content().string(containsString("このページを閉じても続きます")));
        for (int i = 0; i < 300; i++) {
            var part = page(place + "/progress").andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
            if (!part.contains("このページを閉じても続きます")) {
                break;
            }
            Thread.sleep(200);
        }

        page(place)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("日ごとのメール数")))
                .andExpect(content().string(containsString("0日・0日")))
                .andExpect(content().string(containsString("上限（週3通")))
                .andExpect(content().string(containsString("/counts.json")));
        page(place + "/counts.json")
                .andExpect(jsonPath("$.elements[?(@.id == 'Wait')].waiting").value(12));
        page(place + "/drawing").andExpect(content().string(containsString("Wait")));
    }

    @Test
    void anotherSystemAsksAndReadsWhatCameOfIt() throws Exception {
        draft();
        var asked = browser.perform(post("/api/v1/scenarios/simulated-page/simulations")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"contacts\":5,\"days\":4,\"seed\":3,\"behaviour\":{\"open\":0.5,\"accepted\":1,\"returned\":0},"
                                        + "\"links\":[]}"))
                .andExpect(status().isAccepted());
        String id = JsonPath.read(asked.andReturn().getResponse().getContentAsString(), "$.id");
        var address = "/api/v1/simulations/" + id;
        browser.perform(get(address).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.status").value("running"))
                .andExpect(jsonPath("$.contacts").value(5))
                .andExpect(jsonPath("$.mails").doesNotExist());
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> browser.perform(get(address).with(SignedIn.asSystem()))
                        .andExpect(jsonPath("$.status").value("done")));

        browser.perform(get(address).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.mails").value(0))
                .andExpect(jsonPath("$.mailsPerDay.length()").value(4))
                .andExpect(jsonPath("$.handoffsPerWeek[0]").value(5))
                .andExpect(jsonPath("$.timeToHandoff.p90").value(0.0))
                .andExpect(jsonPath("$.handedOver").value(5))
                .andExpect(jsonPath("$.maxMailsPerContactPerWeek").value(0))
                .andExpect(jsonPath("$.outcome").doesNotExist())
                .andExpect(jsonPath("$.elements[?(@.id == 'Wait')].entered").value(5));
    }

    @Test
    void whatCanNotBeSimulatedIsSaid() throws Exception {
        ask(draft(), "0").andExpect(status().isUnprocessableEntity());
        browser.perform(post(draft() + "/simulate")
                        .param("segment", "nowhere")
                        .param("days", "33")
                        .param("open", "half")
                        .param("hours", "-1")
                        .param("accepted", "70")
                        .param("returned", "60")
                        .param("otherSegment", "", "nobody")
                        .param("otherOpen", "", "101")
                        .param("linkEmail", "document-thanks", "")
                        .param("linkUrl", "https://nowhere.example/", "https://half.example/")
                        .param("linkClick", "12", "")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .header("Accept-Language", "ja"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("セグメント「nowhere」はありません。選び直してください。"),
                                not(containsString("何も登録されていません")),
                                containsString("0以上の数字で入力してください"),
                                containsString("0～2,400時間で入力してください"),
                                containsString("合わせて100％以内"),
                                containsString("セグメント「nobody」はありません"),
                                containsString("このメールに「https://nowhere.example/」へのリンクはありません"),
                                containsString("メールとリンク先のURLの両方を指定してください"))))
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"33\""),
                                containsString("value=\"half\""),
                                containsString("value=\"-1\""),
                                containsString("value=\"70\""),
                                containsString("value=\"101\""),
                                containsString("value=\"12\""),
                                containsString("value=\"https://half.example/\""),
                                containsString("open=\"open\""))));
    }

    @Test
    void anotherSystemHearsOfEveryFaultAtItsField() throws Exception {
        draft();
        browser.perform(
                        post("/api/v1/scenarios/simulated-page/simulations")
                                .with(SignedIn.asSystem())
                                .contentType(MediaType.APPLICATION_JSON)
                                .header("Accept-Language", "en")
                                .content(
                                        "{\"contacts\":0,\"days\":4,\"mailsPerWeek\":0,\"behaviour\":{\"hours\":-1,\"open\":2},"
                                                + "\"behaviours\":[{\"segment\":\"nobody\"}],"
                                                + "\"links\":[{\"email\":\"no-mail\",\"link\":\"https://example.com\",\"click\":0.1},"
                                                + "{\"email\":\"document-thanks\",\"link\":\"https://example.com/none\",\"click\":0.1}]}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(contains(
                                "contacts",
                                "mailsPerWeek",
                                "behaviour.open",
                                "behaviour.hours",
                                "behaviours[0].segment",
                                "links[0].email",
                                "links[1].link")))
                .andExpect(jsonPath("$.errors[3].message").value(containsString("2,400 hours")));
        browser.perform(post("/api/v1/scenarios/simulated-page/simulations")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"contacts\":1.5,\"days\":4}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("contacts"));
    }

    /** A database may be a process of these tests too. */
    private static boolean somethingIsSimulated() {
        return ProcessHandle.current()
                .children()
                .anyMatch(process -> process.info().command().orElse("").endsWith("java"));
    }

    @Test
    void theSecondWaitsForItsTurnAndBothCanBeStopped() throws Exception {
        var scenario = draft();
        var first = ask(scenario, "10000").andReturn().getResponse().getRedirectedUrl();
        var second = ask(scenario, "12").andReturn().getResponse().getRedirectedUrl();

        page(second).andExpect(content().string(containsString("順番を待っています（前に1件）")));
        var api = "/api/v1/simulations/" + String.valueOf(second).replaceAll(".*/", "");
        browser.perform(get(api).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.status").value("running"))
                .andExpect(jsonPath("$.waiting").value(true));
        browser.perform(post(api + "/cancel").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.status").value("failed"))
                .andExpect(jsonPath("$.cancelled").value(true));
        page(second).andExpect(content().string(allOf(containsString("中止しました"), not(containsString("/cancel")))));
        page(first).andExpect(content().string(containsString(first + "/cancel")));
        await().atMost(Duration.ofSeconds(30)).until(SimulationPagesTests::somethingIsSimulated);
        browser.perform(post(first + "/cancel").with(SignedIn.as(Role.MARKETER)).with(csrf()))
                .andExpect(redirectedUrl(first))
                .andExpect(flash().attributeCount(0));
        page(first + "/progress").andExpect(content().string(containsString("中止しました")));
        await().atMost(Duration.ofSeconds(10)).until(() -> !somethingIsSimulated());
        page(first + "/progress").andExpect(content().string(containsString("中止しました")));
        browser.perform(post(first + "/cancel").with(SignedIn.as(Role.MARKETER)).with(csrf()))
                .andExpect(flash().attributeExists("flashError"));
    }
}
