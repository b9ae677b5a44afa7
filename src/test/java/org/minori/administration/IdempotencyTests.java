package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.ApiProblems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class IdempotencyTests {

    @Autowired
    MockMvc caller;

    @Autowired
    Notices notices;

    @Autowired
    RepeatedCalls calls;

    @Autowired
    ApiProblems problems;

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
    void anEqualCallOnAnotherNodeWaitsForTheFirstAndGetsItsAnswer() throws Exception {
        var effects = new AtomicInteger();
        var inside = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var first = pool.submit(() -> onANodeOfItsOwn(() -> {
                inside.countDown();
                await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                return effects.incrementAndGet();
            }));
            inside.await();
            var second = pool.submit(() -> onANodeOfItsOwn(effects::incrementAndGet));

            assertThat(first.get()).isEqualTo("effect 1");
            assertThat(second.get()).isEqualTo("effect 1");
            assertThat(effects).hasValue(1);
        } finally {
            pool.shutdown();
        }
    }

    /** A filter of its own has locks of its own, as another node has: only the database stands between the two. */
    private String onANodeOfItsOwn(Callable<Integer> effect) throws Exception {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(
                new ApiCaller(user.value(), "test", Set.of()), null, List.of());
        SecurityContextHolder.getContext().setAuthentication(authentication);
        var request = new MockHttpServletRequest("POST", "/api/v1/test");
        request.addHeader("Idempotency-Key", key);
        var response = new MockHttpServletResponse();
        try {
            new IdempotencyFilter(calls, problems).doFilter(request, response, (asked, answer) -> {
                try {
                    answer.getOutputStream().print("effect " + effect.call());
                } catch (Exception failure) {
                    throw new ServletException(failure);
                }
            });
        } finally {
            SecurityContextHolder.clearContext();
        }
        return body(response);
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
