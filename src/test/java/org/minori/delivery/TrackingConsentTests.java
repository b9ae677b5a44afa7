package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Who did not agree that opens and clicks are noted, gets mail that can't tell (RELIABILITY L-8). */
@MinoriTest
@Import(Mails.class)
class TrackingConsentTests {

    private static final String TARGET = "https://www.example.co.jp/catalogue?from=mail";
    private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36";

    @Autowired
    MockMvc browser;

    @Autowired
    Mails mails;

    @Autowired
    Sender sender;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    private String address;
    private ContactId contact;
    private String email;

    @BeforeEach
    void prepare() {
        mails.clear();
        address = Mails.address();
        contact = mails.consenting(address);
        email = mails.marketing("<html><body><a href=\"" + TARGET + "\">製品</a></body></html>");
    }

    @Test
    void aMailToWhoRefusedHoldsNoPictureAndLinksThatNameNobody() throws Exception {
        answer("\"WITHDRAWN\"");

        var letter = nextLetter();

        assertThat(letter.html())
                .contains("href=\"" + TARGET + "\"")
                .contains("/u/")
                .doesNotContain("/c/")
                .doesNotContain("/o/")
                .doesNotContain("<img");
        assertThat(letter.text()).contains(TARGET).doesNotContain("/c/");
        assertThat(touchpoints("emailSent")).isEqualTo(1);
    }

    @Test
    void whoAgreesIsTrackedAndWhoTakesItBackIsNotAnyMoreNotEvenByOldMails() throws Exception {
        answer("true");
        var tracked = nextLetter().html();
        click(tracked);
        assertThat(touchpoints("emailClicked")).isEqualTo(1);

        browser.perform(post("/contacts/" + contact + "/consent/tracking")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("answer", "WITHDRAWN"))
                .andExpect(redirectedUrl("/contacts/" + contact + "?tab=consent"));
        jdbc.sql("DELETE FROM touchpoint WHERE contact_id = ? AND type = 'emailClicked'")
                .param(contact.value())
                .update();
        click(tracked);
        browser.perform(get(path(tracked, "/o/")).header("User-Agent", BROWSER)).andExpect(status().isOk());

        assertThat(touchpoints("emailClicked")).isZero();
        assertThat(touchpoints("emailOpened")).isZero();
        assertThat(nextLetter().html()).doesNotContain("/c/").doesNotContain("/o/");
    }

    @Test
    void theAnswerAndItsProofStandOnTheContactsPage() throws Exception {
        answer("\"WITHDRAWN\"");
        answer("\"perhaps\"", 400);

        browser.perform(get("/contacts/" + contact + "/consent")
                        .with(SignedIn.as(Role.MARKETER))
                        .locale(java.util.Locale.JAPANESE))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("本人が計測を断っています")))
                .andExpect(content().string(containsString("計測を拒否")));
        answer("null");
        browser.perform(get("/api/v1/contacts/" + contact).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.trackingConsent").doesNotExist());
        assertThat(nextLetter().html()).as("tracked by default").contains("/c/", "/o/");
    }

    private void answer(String json) throws Exception {
        answer(json, 200);
    }

    private void answer(String json, int status) throws Exception {
        browser.perform(patch("/api/v1/contacts/" + contact)
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"trackingConsent\":" + json + "}"))
                .andExpect(status().is(status));
    }

    private Mailbox.Letter nextLetter() {
        mails.queue(contact, email);
        sender.sendDue();
        return mailbox.letters(address, null, 1).get(0);
    }

    private void click(String html) throws Exception {
        browser.perform(get(path(html, "/c/")).header("User-Agent", BROWSER))
                .andExpect(status().isFound())
                .andExpect(redirectedUrl(TARGET));
    }

    private static String path(String html, String prefix) {
        var link = Pattern.compile("\"(http[^\"]*" + prefix + "[^\"]+)\"").matcher(html);
        assertThat(link.find()).as(html).isTrue();
        return URI.create(link.group(1)).getPath();
    }

    private int touchpoints(String type) {
        return jdbc.sql("SELECT COUNT(*) FROM touchpoint WHERE contact_id = ? AND type = ?")
                .params(contact.value(), type)
                .query(Integer.class)
                .single();
    }
}
