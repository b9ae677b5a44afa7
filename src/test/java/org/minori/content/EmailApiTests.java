package org.minori.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class EmailApiTests {

    private static final String MJML =
            "<mjml><mj-body><mj-section><mj-column><mj-text>{{ contact.salutation }}</mj-text></mj-column></mj-section></mj-body></mjml>";

    @Autowired
    MockMvc http;

    @Autowired
    ObjectMapper json;

    @Autowired
    EmailEditing editing;

    @Test
    void savesAnEmailAndItsNextVersion() throws Exception {
        String key = key();
        save(key, Map.of("name", "案内", "subject", "{{ contact.lastName }}様", "mjml", MJML, "kind", "marketing"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.version").value(1));
        save(key, Map.of("name", "案内", "subject", "次", "html", "<p>x</p>", "kind", "transactional"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(2));

        http.perform(get("/api/v1/emails/" + key).with(SignedIn.asSystem()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.subject").value("次"))
                .andExpect(jsonPath("$.kind").value("transactional"))
                .andExpect(jsonPath("$.html").value("<p>x</p>"));
        http.perform(get("/api/v1/emails").with(SignedIn.asSystem()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(key)));
        assertThat(editing.version(key, 1)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hi\r\nBcc: x@y.jp", "Hi\u2028there", "a\u0000b", "a\u0085b", "\u007f"})
    void refusesASubjectThatWouldStartAnotherHeader(String subject) throws Exception {
        String key = key();

        save(key, Map.of("name", "案内", "subject", subject, "html", "<p>x</p>", "kind", "marketing"))
                .andExpect(status().is4xxClientError());

        assertThat(editing.current(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mjml><mj-body><mj-include path='/etc/hostname'/></mj-body></mjml>",
                "<mjml><mj-body><mj-section><mj-column><mj-text>{% include '/etc/hostname' %}</mj-text></mj-column></mj-section></mj-body></mjml>",
                "<mjml><mj-body><mj-section><mj-column><mj-text><script>1</script></mj-text></mj-column></mj-section></mj-body></mjml>",
                "<mjml><mj-body><mj-section><mj-column><mj-text>{{ contact.lastName | nothing }}</mj-text></mj-column></mj-section></mj-body></mjml>"
            })
    void refusesASourceThatReachesOutAndNamesTheField(String mjml) throws Exception {
        save(key(), Map.of("name", "案内", "subject", "x", "mjml", mjml, "kind", "marketing"))
                .andExpect(status().is4xxClientError())
                .andExpect(jsonPath("$.errors[0].field").value("source"))
                .andExpect(jsonPath("$.errors[0].message").value(not(containsString("content."))));
    }

    @Test
    void rendersLiquidAsMailsDo() throws Exception {
        render(Map.of("template", "{{ a | upcase }} {{ b }}", "data", Map.of("a", "x", "b", "<i>")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.output").value("X &lt;i&gt;"));
        render(Map.of("template", "{{ b }}", "data", Map.of("b", "<i>"), "escape", "none"))
                .andExpect(jsonPath("$.output").value("<i>"));
        render(Map.of("template", "one\n{% include 'x' %}", "data", Map.of()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.line").value(2))
                .andExpect(jsonPath("$.errors[0].field").value("template"));
    }

    @Test
    void bringsTheEmailsOfTheShippedScenarios() {
        for (var key : new String[] {
            "document-thanks",
            "document-case-study",
            "exhibition-thanks",
            "exhibition-offer-a",
            "exhibition-offer-b",
            "recovery-news",
            "recovery-invitation"
        }) {
            var email = editing.current(key).orElseThrow();
            var shown = editing.preview(email.draft(), SampleContact.CARD);
            assertThat(shown.faults()).isEmpty();
            assertThat(shown.email().html()).contains("山田 太郎 様", "https://www.example.com/", "配信を停止する");
            assertThat(shown.email().text()).contains("山田 太郎 様", "https://www.example.com/");
        }
    }

    private ResultActions save(String key, Map<String, String> body) throws Exception {
        return http.perform(put("/api/v1/emails/" + key)
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body)));
    }

    private ResultActions render(Map<String, Object> body) throws Exception {
        return http.perform(post("/api/v1/templates/render")
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body)));
    }

    private static String key() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }
}
