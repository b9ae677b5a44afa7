package org.minori.administration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.minori.web.ApiProblems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** What whoever may not do something is answered: systems a problem, people the sign-in page or a page that says so. */
@Component
class Refusals {

    private final ApiProblems problems;
    private final ObjectProvider<RequestMappingHandlerMapping> routes;

    Refusals(
            ApiProblems problems,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes) {
        this.problems = problems;
        this.routes = routes;
    }

    /** Nobody knows who it is. */
    void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isApi(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"minori\"");
            // The same words for a key that is unknown, revoked or expired: which keys exist is nobody's business.
            problems.write(
                    request,
                    response,
                    401,
                    ApiKeyFilter.comesWithKey(request) ? "web.problem.401.key" : "web.problem.401");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/login");
            response.setStatus(401);
        } else if (isOurPage(request) || wantsDocumentation(request)) {
            response.sendRedirect("/login");
        } else {
            response.sendError(isOurs(request) ? 401 : 404);
        }
    }

    /** A page's form was refused: whoever was signed out meanwhile is asked to sign in again, not told of missing rights. */
    void refused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if ((who == null || who instanceof AnonymousAuthenticationToken)
                && isOurs(request)
                && !request.getRequestURI().equals("/login")) {
            unknown(request, response);
        } else {
            forbidden(request, response);
        }
    }

    /** It is known who it is, and that is not enough. */
    void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isApi(request)) {
            problems.write(request, response, 403, "web.problem.403");
        } else {
            response.sendError(403);
        }
    }

    /** Whether signing in would show a page here, so that it is worth coming back to. */
    boolean isWorthComingBack(HttpServletRequest request) {
        return request.getHeader("HX-Request") == null
                && !isApi(request)
                && (isOurPage(request) || wantsDocumentation(request));
    }

    private boolean isOurPage(HttpServletRequest request) {
        return request.getMethod().equals("GET") && isOurs(request);
    }

    private boolean isOurs(HttpServletRequest request) {
        var method = route(request);
        return method != null && RouteRules.ours(method);
    }

    private @Nullable HandlerMethod route(HttpServletRequest request) {
        try {
            if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
                ServletRequestPathUtils.parseAndCache(request);
            }
            var chain = routes.getObject().getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method ? method : null;
        } catch (HttpRequestMethodNotSupportedException otherMethod) {
            return null;
        } catch (Exception noRoute) {
            return null;
        }
    }

    private static boolean wantsDocumentation(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var path = request.getRequestURI();
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && (path.equals("/api-docs") || path.startsWith("/swagger-ui"));
    }

    /** Calls of other systems, who also may read what there is to call; people read that with their session. */
    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") || isDescription(request);
    }

    private static boolean isDescription(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/v3/api-docs") && ApiKeyFilter.comesWithKey(request);
    }
}
