package org.minori.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Nobody makes us read more than a request of that kind can need, whatever its headers say; files have limits of their own. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimits extends OncePerRequestFilter {

    private static final long PUBLIC = 256 * 1024;
    private static final long USUAL = 2 * 1024 * 1024;
    private static final long LARGE = 8 * 1024 * 1024;
    private static final Pattern PUBLIC_PATHS = Pattern.compile("/(t|o|c|u|f|p|w)(/.*)?");
    private static final Pattern LARGE_PATHS =
            Pattern.compile("/api/v1/(scenarios/[^/]+/draft|imports|contacts/batch|bounces/classify)");

    private final ApiProblems problems;

    BodyLimits(ApiProblems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = most(request.getRequestURI());
        if (request.getContentLengthLong() > most) {
            problems.write(request, response, 413, "web.problem.413");
            return;
        }
        try {
            chain.doFilter(new CountedRequest(request, most, isJson(request)), response);
        } catch (IOException | ServletException | RuntimeException failure) {
            var refused = BodyRefused.in(failure);
            if (refused == null) {
                throw failure;
            }
            problems.write(request, response, refused.status(), refused.messageKey());
        }
    }

    static long most(String path) {
        if (PUBLIC_PATHS.matcher(path).matches()) {
            return PUBLIC;
        }
        if (path.startsWith("/api/")) {
            return LARGE_PATHS.matcher(path).matches() ? LARGE : USUAL;
        }
        return path.startsWith("/hooks/") ? USUAL : LARGE;
    }

    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.contains("json");
    }
}
