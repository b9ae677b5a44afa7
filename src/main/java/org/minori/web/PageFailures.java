package org.minori.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Turns a caller's mistake on a page into words. It runs after every advice and every handler of a controller's own, so
 * that a page may answer in its own way first; the API has its advice.
 */
@Component
class PageFailures implements HandlerExceptionResolver, Ordered {

    private final FailureAnswer answer;
    private final Texts texts;

    PageFailures(FailureAnswer answer, Texts texts) {
        this.answer = answer;
        this.texts = texts;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        var failure = failure(exception);
        if (failure == null || FailureAnswer.isForPrograms(request.getRequestURI())) {
            return null;
        }
        var page = answer.to(request, response, request.getRequestURI(), failure);
        return page == null ? new ModelAndView() : page;
    }

    private @Nullable Failure failure(Exception exception) {
        if (exception instanceof NotFound missing) {
            return new Failure(404, texts.of(missing.messageKey(), missing.arguments()), List.of());
        }
        if (exception instanceof Conflict conflict) {
            return new Failure(409, texts.of(conflict.messageKey(), conflict.arguments()), List.of());
        }
        if (exception instanceof InvalidInput invalid) {
            var faults = invalid.errors().stream()
                    .map(fault -> texts.of(fault.messageKey(), fault.arguments().toArray()))
                    .toList();
            return new Failure(422, null, faults);
        }
        if (exception instanceof MultipartException) {
            return new Failure(400, null, List.of());
        }
        return null;
    }
}
