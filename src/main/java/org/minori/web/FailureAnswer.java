package org.minori.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.json.MappingJackson2JsonView;

/** Answers a failure in the form that was asked for: a page, a short message for a part of a page, a problem for the API. */
@Component
class FailureAnswer {

    private final Texts texts;

    FailureAnswer(Texts texts) {
        this.texts = texts;
    }

    /** The answer; null where its status says it all, as to a program that asks for no page. */
    @Nullable
    ModelAndView to(HttpServletRequest request, HttpServletResponse response, String path, Failure failure) {
        response.setStatus(failure.status());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isForPrograms(path)) {
            return problem(failure);
        }
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Retarget", "#toasts");
            response.setHeader("HX-Reswap", "beforeend");
            return new ModelAndView("web/error :: message").addObject("failure", failure);
        }
        var wanted = request.getHeader(HttpHeaders.ACCEPT);
        if (wanted != null && wanted.contains(MediaType.TEXT_HTML_VALUE)) {
            return new ModelAndView("web/error").addObject("failure", failure);
        }
        // An empty one would be looked for as a page of the request's name.
        return null;
    }

    static boolean isForPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/v3/");
    }

    private ModelAndView problem(Failure failure) {
        var view = new MappingJackson2JsonView();
        view.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        return new ModelAndView(view)
                .addObject("type", "about:blank")
                .addObject("title", texts.of(failure.titleKey() + ".title"))
                .addObject("status", failure.status())
                .addObject("detail", texts.of(failure.titleKey() + ".text"));
    }
}
