package org.minori.administration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Carries a session's token in a cookie; every sign-in makes a new one, so none can be planted beforehand. */
@Component
class SessionCookies implements SecurityContextRepository {

    private final UserSessions sessions;
    private final Installation installation;

    SessionCookies(UserSessions sessions, Installation installation) {
        this.sessions = sessions;
        this.installation = installation;
    }

    String cookieName() {
        return installation.encrypted() ? "__Host-minori" : "minori";
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Loaded(request);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return new Loaded(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        token(request).ifPresent(sessions::end);
        var authentication = context.getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SessionUser user) {
            var agent = Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT))
                    .orElse("");
            write(response, sessions.start(user.id(), request.getRemoteAddr(), agent), -1);
        } else if (token(request).isPresent()) {
            write(response, "", 0);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return token(request).flatMap(sessions::find).isPresent();
    }

    private void write(HttpServletResponse response, String token, long seconds) {
        var cookie = ResponseCookie.from(cookieName(), token)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(installation.encrypted())
                .maxAge(seconds)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookieName()))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /** Asks the database only when somebody wants to know who it is. */
    private final class Loaded implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private SecurityContext context = SecurityContextHolder.createEmptyContext();
        private boolean loaded;

        private Loaded(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (!loaded) {
                loaded = true;
                token(request)
                        .flatMap(sessions::find)
                        .map(PasswordLogin::signedIn)
                        .ifPresent(found -> context = new SecurityContextImpl(found));
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
