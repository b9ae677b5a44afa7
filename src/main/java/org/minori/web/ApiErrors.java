package org.minori.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.ApiProblems.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * The single place that turns what goes wrong under {@code /api} into a problem: by path, not by controller, so that it
 * also answers where no route was found. Pages have their own.
 */
@Component
class ApiErrors implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private final ApiProblems problems;

    ApiErrors(ApiProblems problems) {
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!request.getRequestURI().startsWith("/api/")) {
            return null;
        }
        try {
            answer(request, response, handler, failure);
        } catch (IOException gone) {
            LOG.debug("The caller went away before the answer", gone);
        }
        return new ModelAndView();
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure)
            throws IOException {
        var refused = BodyRefused.in(failure);
        if (refused != null) {
            problems.write(request, response, refused.status(), refused.messageKey());
        } else if (failure instanceof NotFound missing) {
            problems.write(request, response, 404, missing.messageKey(), missing.arguments());
        } else if (failure instanceof Conflict conflict) {
            problems.write(request, response, 409, conflict.messageKey(), conflict.arguments());
        } else if (failure instanceof InvalidInput invalid) {
            faults(request, response, invalid.status(), faults(request, invalid));
        } else if (failure instanceof BindingResult invalid) {
            faults(request, response, 400, faults(invalid));
        } else if (failure instanceof HandlerMethodValidationException invalid) {
            faults(request, response, 400, faults(invalid));
        } else if (failure instanceof ConstraintViolationException invalid) {
            faults(request, response, 400, faults(invalid));
        } else if (cause(failure) instanceof JacksonException unreadable) {
            unreadable(request, response, handler, unreadable);
        } else {
            other(request, response, failure);
        }
    }

    private void other(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        if (failure instanceof MethodArgumentTypeMismatchException wrong) {
            var wanted = wrong.getRequiredType();
            boolean number = wanted != null && (wanted == int.class || Number.class.isAssignableFrom(wanted));
            var fault = new Fault(
                    wrong.getName(), problems.text(request, number ? "web.problem.number" : "web.problem.value"));
            faults(request, response, 400, List.of(fault));
        } else if (failure instanceof MissingServletRequestParameterException missing) {
            var fault = new Fault(missing.getParameterName(), problems.text(request, "web.problem.missing"));
            faults(request, response, 400, List.of(fault));
        } else if (failure instanceof MissingServletRequestPartException missing) {
            var fault = new Fault(missing.getRequestPartName(), problems.text(request, "web.problem.missing"));
            faults(request, response, 400, List.of(fault));
        } else if (failure instanceof MaxUploadSizeExceededException) {
            problems.write(request, response, 413, "web.problem.413");
        } else if (failure instanceof HttpMessageNotReadableException || failure instanceof MultipartException) {
            problems.write(request, response, 400, "web.problem.unreadable");
        } else if (failure instanceof ErrorResponse known
                && known.getStatusCode().is4xxClientError()) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            problems.write(
                    request,
                    response,
                    known.getStatusCode().value(),
                    key(known.getStatusCode().value()));
        } else {
            var incident = Long.toString(TimeOrderedIds.next(), Character.MAX_RADIX);
            LOG.error("Incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), failure);
            problems.write(request, response, 500, "web.problem.500", incident);
        }
    }

    private void unreadable(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            JacksonException failure)
            throws IOException {
        if (failure instanceof StreamConstraintsException) {
            problems.write(request, response, 400, "web.problem.tooDeep");
        } else if (failure instanceof UnrecognizedPropertyException unknown) {
            var fault = new Fault(path(unknown), problems.text(request, "web.problem.unknown"));
            faults(request, response, 400, List.of(fault));
        } else if (failure instanceof MismatchedInputException wrong) {
            var shape = shape(handler);
            if (wrong.getPath().isEmpty()) {
                problems.write(request, response, 400, "web.problem.shape", shape == null ? "{…}" : shape);
            } else {
                var text = shape == null
                        ? problems.text(request, "web.problem.value")
                        : problems.text(request, "web.problem.valueOf", shape);
                faults(request, response, 400, List.of(new Fault(path(wrong), text)));
            }
        } else if (failure instanceof JsonMappingException wrong
                && !wrong.getPath().isEmpty()
                && !(wrong.getCause() instanceof StreamReadException)) {
            var fault = new Fault(path(wrong), problems.text(request, "web.problem.value"));
            faults(request, response, 400, List.of(fault));
        } else {
            problems.write(request, response, 400, "web.problem.unreadable");
        }
    }

    private static @Nullable String shape(@Nullable Object handler) {
        if (handler instanceof HandlerMethod method) {
            for (var parameter : method.getMethodParameters()) {
                var shape = parameter.getParameterType().getAnnotation(BodyShape.class);
                if (shape != null) {
                    return shape.value();
                }
            }
        }
        return null;
    }

    private void faults(HttpServletRequest request, HttpServletResponse response, int status, List<Fault> faults)
            throws IOException {
        problems.write(request, response, status, problems.text(request, "web.problem.invalid"), faults);
    }

    private List<Fault> faults(HttpServletRequest request, InvalidInput invalid) {
        return invalid.errors().stream()
                .map(error -> new Fault(
                        error.field(),
                        problems.text(
                                request, error.messageKey(), error.arguments().toArray())))
                .toList();
    }

    private static List<Fault> faults(BindingResult invalid) {
        return invalid.getAllErrors().stream()
                .map(error -> new Fault(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(), message(error)))
                .toList();
    }

    private static List<Fault> faults(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Fault(
                                error instanceof FieldError field
                                        ? field.getField()
                                        : String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                message(error))))
                .toList();
    }

    private static List<Fault> faults(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(violation -> new Fault(violation.getPropertyPath().toString(), violation.getMessage()))
                .toList();
    }

    private static String message(MessageSourceResolvable error) {
        var message = error.getDefaultMessage();
        return message == null ? "" : message;
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static @Nullable Throwable cause(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException) {
                return cause;
            }
        }
        return null;
    }

    private static String key(int status) {
        return switch (status) {
            case 401, 403, 404, 405, 406, 409, 413, 415, 429 -> "web.problem." + status;
            default -> "web.problem.400";
        };
    }
}
