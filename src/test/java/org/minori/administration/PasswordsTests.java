package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTests {

    private final Passwords passwords = new Passwords(
            new AdministrationSettings("", "", "", Duration.ofHours(8), Duration.ofHours(12), 8, 200, 1000));

    @Test
    void aLongJapaneseSentenceCountsToItsLastLetter() {
        var sentence = "静かな秋の川が流れる音を聞きながら眠る夜は長くて深いものだ";
        var hash = passwords.hash(sentence);

        assertThat(passwords.matches(sentence, hash)).isTrue();
        assertThat(passwords.matches(sentence + "。", hash)).isFalse();
    }

    @Test
    void whoDoesNotExistCostsTheWorkOfAHashToo() {
        var hash = passwords.hash("a quiet river in autumn");
        var known = fastest(() -> passwords.matches("wrong password", hash));
        var unknown = fastest(() -> passwords.matches("wrong password", null));

        // Without the work it would be thousands of times quicker; how near the two are is for a bench to say.
        assertThat((double) unknown / known).isGreaterThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "elevenchars", "password1234", "aaaaaaaaaaaa", "hanako@example.com"})
    void whatIsEasyToGuessIsRefused(String password) {
        assertThat(passwords.fault(password, "hanako@example.com")).isPresent();
    }

    private static long fastest(Runnable run) {
        var best = Long.MAX_VALUE;
        for (var i = 0; i < 10; i++) {
            var begin = System.nanoTime();
            run.run();
            best = Math.min(best, System.nanoTime() - begin);
        }
        return best;
    }
}
