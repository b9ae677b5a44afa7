package org.minori.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class MailTokensTests {

    private static final ContactId CONTACT = new ContactId(8_412);

    @Autowired
    MailTokens tokens;

    @Test
    void aTokenSaysWhatWasPutIn() {
        var open = tokens.issue(MailTokens.Purpose.OPEN, 77, CONTACT);
        var click = tokens.issueClick(77, CONTACT, 5);

        assertThat(tokens.read(MailTokens.Purpose.OPEN, open)).contains(new MailTokens.MailToken(77, CONTACT, null));
        assertThat(tokens.read(MailTokens.Purpose.CLICK, click)).contains(new MailTokens.MailToken(77, CONTACT, 5L));
        assertThat(open + click).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aTokenForOnePurposeOpensNoOther() {
        var open = tokens.issue(MailTokens.Purpose.OPEN, 77, CONTACT);

        assertThat(tokens.read(MailTokens.Purpose.UNSUBSCRIBE, open)).isEmpty();
        assertThat(tokens.read(MailTokens.Purpose.CLICK, open)).isEmpty();
    }

    @Test
    void anyChangedBitMakesItWorthless() {
        for (var purpose : MailTokens.Purpose.values()) {
            var token = purpose == MailTokens.Purpose.CLICK
                    ? tokens.issueClick(77, CONTACT, 5)
                    : tokens.issue(purpose, 77, CONTACT);
            var bytes = Base64.getUrlDecoder().decode(token);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                var changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << (bit % 8));
                var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
                assertThat(tokens.read(purpose, text)).as("bit %s", bit).isEmpty();
            }
        }
    }

    @Test
    void anotherSpellingOfTheSameBytesIsNotTheToken() {
        var token = tokens.issueClick(77, CONTACT, 5);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = token.charAt(token.length() - 1);
        for (char other : alphabet.toCharArray()) {
            if (other != last) {
                var spelled = token.substring(0, token.length() - 1) + other;
                assertThat(tokens.read(MailTokens.Purpose.CLICK, spelled)).isEmpty();
            }
        }
        assertThat(tokens.read(MailTokens.Purpose.CLICK, token + "=")).isEmpty();
        assertThat(tokens.read(MailTokens.Purpose.CLICK, "")).isEmpty();
        assertThat(tokens.read(MailTokens.Purpose.CLICK, token.repeat(1_000))).isEmpty();
    }

    @Test
    void tenThousandGuessesFindNothing() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[i % 2 == 0 ? 33 : 41];
            random.nextBytes(bytes);
            bytes[0] = (byte) (i % 3);
            var guess = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            for (var purpose : MailTokens.Purpose.values()) {
                assertThat(tokens.read(purpose, guess)).isEmpty();
            }
        }
    }
}
