package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactMerge;
import org.minori.tracking.MailTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
@Import(Mails.class)
class UnsubscribeTests {

    @Autowired
    MockMvc http;

    @Autowired
    Mails mails;

    @Autowired
    MailTokens tokens;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ContactMerge merge;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Sender sender;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private String address;
    private ContactId contact;
    private String email;
    private String token;

    @BeforeEach
    void writeOneMail() {
        mails.clear();
        address = Mails.address();
        contact = mails.consenting(address);
        email = mails.marketing("<p>x</p>");
        long mail = mails.queue(contact, email);
        sender.sendDue();
        token = tokens.issue(MailTokens.Purpose.UNSUBSCRIBE, mail, contact);
    }

    @Test
    void lookingAtThePageChangesNothing() throws Exception {
        http.perform(get("/u/" + token)).andExpect(status().isOk());
        http.perform(head("/u/" + token)).andExpect(status().isOk());

        assertThat(contacts.hasConsent(contact)).isTrue();
        assertThat(suppressions.find(address)).isEmpty();
    }

    @Test
    void onePostWithoutCookieOrTokenUnsubscribesAndASecondChangesNothing() throws Exception {
        for (int i = 0; i < 2; i++) {
            http.perform(post("/u/" + token)
                            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                            .content("List-Unsubscribe=One-Click"))
                    .andExpect(status().isOk())
                    .andExpect(header().doesNotExist("Set-Cookie"));
        }

        assertThat(contacts.hasConsent(contact)).isFalse();
        assertThat(suppressions.find(address)).isPresent();
        assertThat(touchpoints()).isEqualTo(1);
        long next = mails.queue(contact, email);
        sender.sendDue();
        assertThat(mails.state(next)).isEqualTo(MailState.SUPPRESSED);
        assertThat(mailbox.letters(address, null, 10)).hasSize(1);
    }

    @Test
    void theLinkInAnOldMailOfAMergedRecordRefusesForTheOneThatStayed() throws Exception {
        var winnersAddress = Mails.address();
        var winner = mails.consenting(winnersAddress);
        long waiting = mails.queue(contact, email);
        merge.merge(winner, contact, Set.of());
        sender.sendDue();
        assertThat(mails.state(waiting)).isEqualTo(MailState.SENT);
        assertThat(mailbox.letters(winnersAddress, null, 10)).hasSize(1);

        http.perform(post("/u/" + token)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("List-Unsubscribe=One-Click"))
                .andExpect(status().isOk());

        assertThat(contacts.hasConsent(winner)).isFalse();
        assertThat(suppressions.find(winnersAddress)).isPresent();
    }

    @Test
    void takesAMultipartBodyToo() throws Exception {
        http.perform(multipart("/u/" + token).part(new MockPart("List-Unsubscribe", "One-Click".getBytes())))
                .andExpect(status().isOk());

        assertThat(contacts.hasConsent(contact)).isFalse();
    }

    @Test
    void stopsMailEvenWhenSomebodyBringsTheAddressBack() throws Exception {
        http.perform(post("/u/" + token)).andExpect(status().isOk());

        mails.consenting(address);
        long mail = mails.queue(contact, email);
        sender.sendDue();

        assertThat(mails.reason(mail)).isEqualTo("suppressed");
    }

    @Test
    void canBeTakenBackOnThePage() throws Exception {
        http.perform(post("/u/" + token)).andExpect(status().isOk());

        http.perform(post("/u/" + token + "/undo")).andExpect(status().isOk());

        assertThat(suppressions.find(address)).isEmpty();
        assertThat(contacts.hasConsent(contact)).isTrue();
    }

    @Test
    void answersEveryForeignTokenAlike() throws Exception {
        char last = token.charAt(token.length() - 1);
        String flipped = token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A');
        var bodies = new HashSet<String>();
        for (String bad : List.of("no-such-token", flipped, "a".repeat(60))) {
            bodies.add(http.perform(get("/u/" + bad))
                    .andExpect(status().isNotFound())
                    .andReturn()
                    .getResponse()
                    .getContentAsString()
                    .replace(bad, ""));
            http.perform(post("/u/" + bad)).andExpect(status().isNotFound());
        }

        assertThat(bodies).hasSize(1);
        assertThat(contacts.hasConsent(contact)).isTrue();
    }

    @Test
    void followingEveryLinkOfAMailUnsubscribesNobody() throws Exception {
        var letter = mailbox.letters(address, null, 10).get(0);
        var links = Pattern.compile("https?://[^\\s\"<>]+/[uco]/[^\\s\"<>]+")
                .matcher(letter.html() + letter.text() + letter.headers());
        int followed = 0;
        while (links.find()) {
            http.perform(get(URI.create(links.group()).getPath()));
            followed++;
        }

        assertThat(followed).isGreaterThan(2);
        assertThat(contacts.hasConsent(contact)).isTrue();
    }

    @Test
    void erasureLeavesNothingButTheHash() {
        jdbc.sql("UPDATE outbox_mail SET answer = ? WHERE contact_id = ?")
                .params("250 " + address, contact.value())
                .update();
        long waiting = mails.queue(contact, email);

        transaction.executeWithoutResult(status -> events.publishEvent(new ContactErased(contact)));

        assertThat(mailbox.letters(address, null, 10)).isEmpty();
        assertThat(mails.state(waiting)).isEqualTo(MailState.SUPPRESSED);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM outbox_mail WHERE answer LIKE ?")
                        .param("%" + address + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(suppressions.find(address)).isPresent();
        assertThat(suppressions.find(address).get().contact()).isNull();
    }

    private int touchpoints() {
        return jdbc.sql("SELECT COUNT(*) FROM touchpoint WHERE contact_id = ? AND type = 'emailUnsubscribed'")
                .param(contact.value())
                .query(Integer.class)
                .single();
    }
}
