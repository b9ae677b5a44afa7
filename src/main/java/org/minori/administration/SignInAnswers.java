package org.minori.administration;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.minori.administration.PasswordLogin.TooManyFailures;
import org.minori.web.OwnPath;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.stereotype.Component;

/** What follows a try to sign in: the page that was wanted, or the form with what was typed. */
@Component
class SignInAnswers {

    private final AuditLog audit;
    private final CookieRequestCache wantedPages = new CookieRequestCache();

    SignInAnswers(AuditLog audit) {
        this.audit = audit;
    }

    void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        if (authentication.getPrincipal() instanceof SessionUser user) {
            audit.record("login.succeeded", "user:" + user.id(), Map.of());
        }
        var wanted = wantedPages.getRequest(request, response);
        wantedPages.removeRequest(request, response);
        response.sendRedirect(
                wanted == null
                        ? "/"
                        : OwnPath.ofAddress(wanted.getRedirectUrl()).orElse("/"));
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        response.setStatus(401);
        if (why instanceof TooManyFailures many) {
            response.setStatus(429);
            request.setAttribute("waitSeconds", many.seconds());
            response.setHeader("Retry-After", Long.toString(many.seconds()));
        }
        request.getRequestDispatcher("/login/refused").forward(request, response);
    }
}
