package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.storage.TimeOrderedIds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class IdempotencyTests {

    @Autowired
    MockMvc caller;

    @Autowired
    Notices notices;

    private final UserId user = new UserId(TimeOrderedIds.next());
    private final String key = "key-" + TimeOrderedIds.next();

    @Test
    void fiftyEqualCallsAtOnceHaveOneEffectAndOneAnswer() throws Exception {
        var pool = Executors.newFixedThreadPool(50);
        var answers = new ArrayList<MockHttpServletResponse>();
        try {
            Callable<MockHttpServletResponse> call = () -> call("{\"user\":\"" + user + "\"}");
            for (var answer : pool.invokeAll(java.util.Collections.nCopies(50, call))) {
                answers.add(answer.get());
            }
        } finally {
            pool.shutdown();
        }

        assertThat(notices.unread(user)).isEqualTo(1);
        assertThat(answers).allMatch(answer -> answer.getStatus() == 201);
        assertThat(answers.stream().map(IdempotencyTests::body).collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        call("{\"user\":\"" + user + "\"}");

        assertThat(call("{\"user\":\"" + user + "\",\"then\":\"\"}").getStatus())
                .isEqualTo(409);
        assertThat(notices.unread(user)).isEqualTo(1);
    }

    @Test
    void whatFailedLeavesNothingAndMayBeTriedAgain() throws Exception {
        assertThat(call("{\"user\":\"" + user + "\",\"then\":\"fail\"}").getStatus())
                .isEqualTo(500);
        assertThat(call("{\"user\":\"" + user + "\",\"then\":\"refuse\"}").getStatus())
                .isEqualTo(422);
        assertThat(notices.unread(user)).isZero();

        assertThat(call("{\"user\":\"" + user + "\"}").getStatus()).isEqualTo(201);
        assertThat(notices.unread(user)).isEqualTo(1);
    }

    private MockHttpServletResponse call(String body) throws Exception {
        return caller.perform(post(EffectsController.PATH)
                        .with(SignedIn.asSystem())
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private static String body(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
