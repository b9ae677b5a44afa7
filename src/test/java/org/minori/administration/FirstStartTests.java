package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** Each test empties the tables of users and keys for itself alone: nothing of it is committed. */
@MinoriTest
@Transactional
class FirstStartTests {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Autowired
    UserRows users;

    @Autowired
    UserAdministration administration;

    @Autowired
    UserAccounts accounts;

    @Autowired
    ApiKeys keys;

    @Autowired
    OneTimeLinks links;

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Test
    void theSecondStartFindsWhatTheFirstMade() {
        empty();
        var start = start("Boss@Example.com", "a quiet river in autumn", KEY);
        start.afterPropertiesSet();
        start.afterPropertiesSet();
        start("other@example.com", "another quiet river", "another-key-of-thirty-two-letters")
                .afterPropertiesSet();

        assertThat(accounts.all()).hasSize(1).allMatch(user -> user.roles().equals(Set.of(Role.ADMIN)));
        assertThat(accounts.findByEmail("boss@example.com")).isPresent();
        assertThat(keys.caller(KEY)).isPresent();
        assertThat(keys.caller("another-key-of-thirty-two-letters")).isEmpty();
    }

    @Test
    void whatCanNotBeTakenStopsTheStartWithAPlainSentence() {
        empty();

        refused(start("boss@example.com", "short", ""), "MINORI_ADMIN_PASSWORD");
        refused(start("boss", "a quiet river in autumn", ""), "MINORI_ADMIN_EMAIL");
        refused(start("boss@example.com", "", ""), "Only one of");
        refused(start("", "", "short-key"), "MINORI_API_KEY");
        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void withoutSettingsNobodyIsMade() {
        empty();
        assertThatNoException().isThrownBy(() -> start("", "", "").afterPropertiesSet());

        assertThat(accounts.all()).isEmpty();
        assertThat(keys.all()).isEmpty();
    }

    private void empty() {
        jdbc.sql("DELETE FROM app_user").update();
        jdbc.sql("DELETE FROM api_key").update();
    }

    private static void refused(FirstStart start, String sentence) {
        assertThatExceptionOfType(SettingRefused.class)
                .isThrownBy(start::afterPropertiesSet)
                .withMessageContaining(sentence);
    }

    private FirstStart start(String email, String password, String key) {
        var settings = new AdministrationSettings(
                email, password, key, Duration.ofHours(8), Duration.ofHours(12), 4, 200, 1000);
        return new FirstStart(users, administration, keys, links, settings, new Installation("http://localhost:8080"));
    }
}
