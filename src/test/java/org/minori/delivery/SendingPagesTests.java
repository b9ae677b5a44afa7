package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.content.TestSender;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
@Import(Mails.class)
class SendingPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    TestSender profile;

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
    private long mail;

    @BeforeEach
    void sendOneMail() {
        mails.clear();
        address = Mails.address();
        contact = mails.consenting(address);
        email = mails.marketing("<html><head></head><body><a href=\"https://example.com/\">製品</a></body></html>");
        mail = mails.queue(contact, email);
        sender.sendDue();
    }

    @ParameterizedTest
    @CsvSource({
        "/sending/queue,ja,配信状況",
        "/sending/queue,en,Mails",
        "/sending/queue?state=FAILED,ja,失敗",
        "/sending/mailbox,ja,メールボックス",
        "/sending/mailbox,en,Mailbox",
        "/sending/suppressions,ja,配信停止リスト",
        "/sending/suppressions?q=nobody@example.jp,ja,nobody@example.jp",
        "/home/mails,ja,今日のメール",
        "/content/emails,ja,新しいメール",
        "/content/emails/new,ja,本文",
        "/content/emails/new,en,Body",
        "/content/emails/document-thanks,ja,テスト送信",
        "/content/emails/document-thanks/versions,ja,使用中",
        "/settings/sender,ja,会社名",
        "/settings/sender,en,Postal address"
    })
    void showsItsPagesInBothLanguages(String path, String language, String text) throws Exception {
        browser.perform(get(path).with(SignedIn.as(Role.MARKETER)).locale(Locale.forLanguageTag(language)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://minori.example.jp/scenarios/document-request?tab=1,/scenarios/document-request?tab=1",
        "https://evil.example//evil.example/,/settings/sender",
        "not an address,/settings/sender"
    })
    void savingTheSenderLeadsBackToWhereOneCameFromAndNowhereElse(String referer, String back) throws Exception {
        var page = browser.perform(
                        get("/settings/sender").with(SignedIn.as(Role.MARKETER)).header("Referer", referer))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var field = Pattern.compile("name=\"from\" value=\"([^\"]*)\"")
                .matcher(page.substring(page.indexOf("action=\"/settings/sender\"")));
        var from = field.find() ? field.group(1) : "";

        browser.perform(post("/settings/sender")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("from", from)
                        .param("fromName", "みのり商事")
                        .param("fromAddress", "info@minori.example.jp")
                        .param("company", "みのり商事株式会社")
                        .param("postalAddress", "東京都千代田区1-1")
                        .param("contact", "03-0000-0000"))
                .andExpect(redirectedUrl(back));
        profile.unset();
    }

    @Test
    void showsALetterInAFrameWhereNothingRunsAndLinksOpenAWindow() throws Exception {
        long letter = mailbox.letters(address, null, 1).get(0).id();

        browser.perform(get("/sending/mailbox/" + letter).with(SignedIn.as(Role.OPERATOR)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/sending/mailbox/" + letter + "/body")));
        browser.perform(get("/sending/mailbox/" + letter + "/body").with(SignedIn.as(Role.OPERATOR)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox")))
                .andExpect(content().string(containsString("<base target=\"_blank\">")))
                .andExpect(content().string(containsString("/c/")));
    }

    @Test
    void previewsADraftUnderAPolicyOfItsOwnEvenWhenItHoldsAScript() throws Exception {
        browser.perform(post("/content/emails/preview")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("format", "HTML")
                        .param("subject", "x")
                        .param("name", "x")
                        .param("source", "<p>{{ contact.lastName }}</p>"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox")))
                .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
                .andExpect(content().string(containsString("山田")));
        var refused = browser.perform(post("/content/emails/preview")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("format", "HTML")
                        .param("subject", "x")
                        .param("name", "x")
                        .param("source", "<script>parent.__xss=1</script>"))
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox")))
                .andReturn();
        assertThat(refused.getResponse().getContentAsString()).doesNotContain("<script");
    }

    @Test
    void namesWhatIsWrongWithADraftInWords() throws Exception {
        browser.perform(post("/content/emails/check")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .locale(Locale.JAPANESE)
                        .param("format", "HTML")
                        .param("subject", "x")
                        .param("name", "x")
                        .param("source", "<p>\n{% include 'x' %}</p>"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("2行目")));
    }

    @Test
    void savesAnEmailFromThePageAndKeepsWhatWasTypedWhenItIsRefused() throws Exception {
        String key = "p" + Mails.address().substring(1, 20);
        browser.perform(post("/content/emails/new")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("key", key)
                        .param("name", "春の案内")
                        .param("subject", "春")
                        .param("kind", "MARKETING")
                        .param("format", "HTML")
                        .param("source", "<p>x</p>"))
                .andExpect(status().is3xxRedirection());
        browser.perform(post("/content/emails/" + key)
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("name", "夏の案内")
                        .param("subject", "")
                        .param("format", "HTML")
                        .param("source", "<p>typed text</p>"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("typed text")));
    }

    @Test
    void showsAContactsMailsWithTheirReasons() throws Exception {
        jdbc.sql("UPDATE outbox_mail SET state = 'FAILED', reason = 'refused' WHERE id = ?")
                .param(mail)
                .update();

        browser.perform(get("/contacts/" + contact + "/emails")
                        .with(SignedIn.as(Role.SALES))
                        .locale(Locale.JAPANESE))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("メールサーバーに拒否されました")));
    }

    @Test
    void triesAFailedMailAgain() throws Exception {
        jdbc.sql("UPDATE outbox_mail SET state = 'FAILED', reason = 'refused' WHERE id = ?")
                .param(mail)
                .update();
        browser.perform(post("/sending/queue/" + mail + "/retry")
                        .with(SignedIn.as(Role.OPERATOR))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        sender.sendDue();
        assertThat(mails.state(mail)).isEqualTo(MailState.SENT);

        jdbc.sql("UPDATE outbox_mail SET state = 'FAILED', reason = 'refused' WHERE id = ?")
                .param(mail)
                .update();
        browser.perform(post("/sending/queue/retry")
                        .with(SignedIn.as(Role.OPERATOR))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(mails.state(mail)).isEqualTo(MailState.QUEUED);
    }

    @Test
    void answersTheApiWithWhatTheMailboxHolds() throws Exception {
        browser.perform(get("/api/v1/mailbox").param("to", address).with(SignedIn.asSystem()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].to").value(address))
                .andExpect(jsonPath("$.items[0].html").value(containsString("/c/")));
    }

    @Test
    void sendsOneMailForOtherSystems() throws Exception {
        browser.perform(post("/api/v1/emails/" + email + "/send")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"contact\":{\"email\":\"" + address + "\"}}"))
                .andExpect(status().isAccepted());
        sender.sendDue();

        assertThat(mailbox.letters(address, null, 10)).hasSize(2);
        browser.perform(post("/api/v1/emails/" + email + "/send")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"contact\":{\"email\":\"nobody@example.jp\"}}"))
                .andExpect(status().is4xxClientError());
    }
}
