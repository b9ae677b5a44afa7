package org.minori.administration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.administration.RepeatedCalls.Answer;
import org.minori.administration.RepeatedCalls.Call;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.ApiProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives a POST with an Idempotency-Key one effect and one answer, however often it comes: effect and answer are one
 * transaction, and nothing is sent before it is committed. Refusals are not kept, so that a mended call may use its key.
 */
class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final RepeatedCalls calls;
    private final ApiProblems problems;

    /** Equal calls on one node wait here and not in the database, where each would hold a connection. */
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(4096).toArray(ReentrantLock[]::new);

    IdempotencyFilter(RepeatedCalls calls, ApiProblems problems) {
        this.calls = calls;
        this.problems = problems;
    }

    /** Another transaction has the key already. */
    private static final class Taken extends RuntimeException {

        private Taken(Throwable cause) {
            super(cause);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            problems.write(request, response, 400, "administration.idempotency.key");
            return;
        }
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof ApiCaller caller)) {
            chain.doFilter(request, response);
            return;
        }
        var repeatable = RepeatableRequest.of(request);
        var call = new Call(caller.keyId(), Hashes.sha256(key), asked(request), repeatable.bodyHash());
        var lock = locks[Math.floorMod((call.apiKey() + call.keyHash()).hashCode(), locks.length)];
        if (!waitFor(lock)) {
            problems.write(request, response, 409, "administration.idempotency.running");
            return;
        }
        try {
            once(call, repeatable, response, chain);
        } finally {
            lock.unlock();
        }
    }

    private void once(Call call, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (System.nanoTime() < until) {
            var stored = calls.find(call);
            if (stored.isPresent()) {
                replay(call, stored.get(), request, response);
                return;
            }
            try {
                first(call, request, response, chain);
                return;
            } catch (Taken another) {
                LOG.debug("Another node answers {}", call.request());
            }
        }
        problems.write(request, response, 409, "administration.idempotency.running");
    }

    private void first(Call call, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var buffered = new ContentCachingResponseWrapper(response);
        try {
            var failure = calls.transactions().execute(status -> {
                take(call);
                var failed = run(request, buffered, chain);
                if (failed != null || buffered.getStatus() >= 400) {
                    status.setRollbackOnly();
                } else {
                    keep(call, buffered);
                }
                return failed;
            });
            if (failure instanceof IOException io) {
                throw io;
            } else if (failure != null) {
                throw new ServletException(failure);
            }
        } catch (TransactionException | org.springframework.dao.DataAccessException notCommitted) {
            var incident = Long.toString(TimeOrderedIds.next(), Character.MAX_RADIX);
            LOG.error("Incident {} at {}", incident, call.request(), notCommitted);
            response.reset();
            problems.write(request, response, 500, "web.problem.500", incident);
            return;
        }
        buffered.copyBodyToResponse();
    }

    private void take(Call call) {
        try {
            calls.take(call);
        } catch (DuplicateKeyException | PessimisticLockingFailureException | QueryTimeoutException another) {
            throw new Taken(another);
        }
    }

    private static @Nullable Exception run(
            RepeatableRequest request, ContentCachingResponseWrapper response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
            return null;
        } catch (IOException | ServletException failure) {
            return failure;
        }
    }

    private void keep(Call call, ContentCachingResponseWrapper response) {
        calls.answer(
                call,
                response.getStatus(),
                response.getContentType(),
                response.getHeader(HttpHeaders.LOCATION),
                new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private void replay(Call call, Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!call.same(answer)) {
            problems.write(request, response, 409, "administration.idempotency.other");
            return;
        }
        response.setStatus(answer.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean waitFor(ReentrantLock lock) {
        try {
            return lock.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String asked(HttpServletRequest request) {
        var query = request.getQueryString();
        var asked = request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query);
        return asked.length() <= 500 ? asked : Hashes.sha256(asked);
    }
}
