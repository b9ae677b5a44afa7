package org.minori.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Writes every refusal of the API in the one shape that callers know: RFC 9457 with the faults of single fields, all of it in one language. */
@Component
public class ApiProblems {

    private final MessageSource messages;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    ApiProblems(MessageSource messages, LocaleResolver languages, ObjectMapper json) {
        this.messages = messages;
        this.languages = languages;
        this.json = json;
    }

    /** What is wrong with one field, in the caller's language. */
    public record Fault(String field, String message) {}

    /** Writes a problem whose text is the message of the key. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String messageKey,
            Object... arguments)
            throws IOException {
        write(request, response, status, text(request, messageKey, arguments), List.of());
    }

    /** Writes a problem with its faults. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, int status, String detail, List<Fault> faults)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", URI.create("about:blank"));
        problem.put("title", title(status, language(request)));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        if (!faults.isEmpty()) {
            problem.put("errors", faults);
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Language", language(request).getLanguage());
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    /** The message in the caller's language. */
    public String text(HttpServletRequest request, String messageKey, Object... arguments) {
        return messages.getMessage(messageKey, arguments, language(request));
    }

    /** The one in which the rest of the application answers too. */
    private Locale language(HttpServletRequest request) {
        return languages.resolveLocale(request);
    }

    private String title(int status, Locale language) {
        var known = HttpStatus.resolve(status);
        var otherwise = known == null ? "Error" : known.getReasonPhrase();
        return String.valueOf(messages.getMessage("web.problem.title." + status, null, otherwise, language));
    }
}
