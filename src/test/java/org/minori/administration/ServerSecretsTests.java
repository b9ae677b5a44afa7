package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class ServerSecretsTests {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    @Autowired
    ServerSecrets secrets;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aSecondNodeSignsAsTheFirst() {
        var second = new ServerSecrets(jdbc, Clock.systemUTC());

        assertThat(second.sign("links", MESSAGE))
                .isEqualTo(secrets.sign("links", MESSAGE))
                .hasSize(32);
    }

    @Test
    void whatIsSignedForOnePurposeIsWorthNothingForAnother() {
        assertThat(secrets.sign("links", MESSAGE)).isNotEqualTo(secrets.sign("forms", MESSAGE));
    }
}
