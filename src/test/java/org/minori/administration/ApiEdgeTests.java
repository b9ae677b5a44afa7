package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.Role;
import org.minori.web.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class ApiEdgeTests {

    @Autowired
    MockMvc caller;

    @Autowired
    ApiKeys keys;

    @Autowired
    JdbcClient jdbc;

    private final String user = Long.toString(TimeOrderedIds.next());

    @Test
    void withoutAKeyTheAnswerSaysWhatIsNeeded() throws Exception {
        caller.perform(post(EffectsController.PATH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", containsString("Bearer")))
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void aKeyThatDoesNotFitIsToldSoWithoutSayingWhichKeysThereAre() throws Exception {
        var key = keys.make("test", Set.of(Scopes.ADMIN), null);
        var missing = detail(caller.perform(get(EffectsController.PATH + "/1")));
        var unknown = detail(with("minori_nobody_knows"));
        keys.revoke(keys.all().stream()
                .filter(known -> known.prefix().equals(key.split("_")[1]))
                .findFirst()
                .orElseThrow()
                .id());

        assertThat(unknown).isNotEqualTo(missing).contains("この API キーは使えません");
        assertThat(detail(with(key))).isEqualTo(unknown);
    }

    private static String detail(ResultActions answer) throws Exception {
        return JsonPath.read(
                answer.andExpect(status().isUnauthorized())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.detail");
    }

    @Test
    void aSessionIsNoKey() throws Exception {
        caller.perform(get(EffectsController.PATH + "/1?times=1").with(SignedIn.as(Role.ADMIN)))
                .andExpect(status().isForbidden());
    }

    @Test
    void aKeyOpensOnlyItsScopeUntilItIsRevoked() throws Exception {
        var key = keys.make("test", Set.of(Scopes.CONTACTS_READ), null);
        with(key).andExpect(status().isForbidden());
        var admin = keys.make("test", Set.of(Scopes.ADMIN), null);
        with(admin).andExpect(status().isCreated());

        keys.revoke(keys.all().stream()
                .filter(known -> known.prefix().equals(admin.split("_")[1]))
                .findFirst()
                .orElseThrow()
                .id());

        with(admin).andExpect(status().isUnauthorized());
    }

    @Test
    void anExpiredKeyOpensNothing() throws Exception {
        var key = keys.make("test", Set.of(Scopes.ADMIN), Instant.now().plus(Duration.ofHours(1)));
        jdbc.sql("UPDATE api_key SET expires_at = '2020-01-01 00:00:00' WHERE prefix = ?")
                .param(key.split("_")[1])
                .update();

        with(key).andExpect(status().isUnauthorized());
    }

    @Test
    void theDatabaseHoldsNoKey() {
        var key = keys.make("test", Set.of(Scopes.ADMIN), null);

        assertThat(jdbc.sql("SELECT * FROM api_key").query().listOfRows().toString())
                .doesNotContain(key.split("_", 3)[2]);
    }

    @Test
    void anUnknownFieldIsNamed() throws Exception {
        send("{\"user\":\"" + user + "\",\"roles\":[\"ADMIN\"]}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("roles"));
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        send("{\"user\":\"\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("user"));
        caller.perform(get(EffectsController.PATH + "/1").with(SignedIn.asSystem()))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("times"));
    }

    @Test
    void aFieldThatIsSaidTwiceIsRefused() throws Exception {
        send("{\"user\":\"1\",\"user\":\"2\"}").andExpect(status().isBadRequest());
    }

    @Test
    void nulIsRefusedWhereverItHides() throws Exception {
        send("{\"user\":\"1\",\"fields\":{\"a\":\"x\\u0000y\"}}").andExpect(status().isBadRequest());
        send("{\"user\":\"" + user + "\",\"then\":\"text \\\\u0000\"}").andExpect(status().isCreated());
    }

    @Test
    void aBodyThatIsTooDeepIsRefused() throws Exception {
        send("{\"user\":\"1\",\"fields\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}")
                .andExpect(status().isBadRequest());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        send("{\"user\":\"" + "1".repeat(10_000_000) + "\"}").andExpect(status().isPayloadTooLarge());
    }

    @ParameterizedTest
    @CsvSource({
        ",ja,今の状態ではできません,使われています",
        "fr,ja,今の状態ではできません,使われています",
        "ja-JP,ja,今の状態ではできません,使われています",
        "en-GB,en,Conflict,This e-mail address is in use already."
    })
    void aRefusalSpeaksOneLanguageThatOfTheCallerOrElseOfTheInstallation(
            @Nullable String asked, String language, String title, String detail) throws Exception {
        var request = post(EffectsController.PATH)
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"user\":\"" + user + "\",\"then\":\"conflict\"}");
        if (asked != null) {
            request.header("Accept-Language", asked);
        }

        caller.perform(request)
                .andExpect(status().isConflict())
                .andExpect(header().string("Content-Language", language))
                .andExpect(jsonPath("$.title").value(title))
                .andExpect(jsonPath("$.detail").value(containsString(detail)));
    }

    @Test
    void whatIsNotThereIsAProblemToo() throws Exception {
        caller.perform(get("/api/v1/there-is-no-such-thing").with(SignedIn.asSystem()))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void aFailureSaysNothingOfTheInside() throws Exception {
        send("{\"user\":\"" + user + "\",\"then\":\"fail\"}")
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.detail").value(containsString("受付番号")))
                .andExpect(content().string(not(containsString("secret detail"))));
    }

    @Test
    void anotherMediaTypeIsRefused() throws Exception {
        caller.perform(post(EffectsController.PATH)
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("{\"user\":\"" + user + "\"}"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void theDescriptionOfTheApiIsForSignedInUsers() throws Exception {
        caller.perform(get("/v3/api-docs")).andExpect(status().isNotFound());
        caller.perform(get("/v3/api-docs").with(SignedIn.as(Role.MARKETER)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.info.title").value("Minori API"))
                .andExpect(jsonPath("$.paths['/api/v1/leads/hot'].get.tags[0]").value("Hot leads"))
                .andExpect(jsonPath("$.paths['/api/v1/contacts/{id}/timeline'].get.tags[0]")
                        .value("Contacts"))
                .andExpect(
                        jsonPath("$.components.securitySchemes.apiKey.scheme").value("bearer"));
    }

    private ResultActions with(String key) throws Exception {
        return caller.perform(post(EffectsController.PATH)
                .header("Authorization", "Bearer " + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"user\":\"" + user + "\"}"));
    }

    private ResultActions send(String body) throws Exception {
        return caller.perform(post(EffectsController.PATH)
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
