package org.minori.administration;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs users in with address and password; whoever does not get in learns nothing about who exists. */
@Component
class PasswordLogin implements AuthenticationProvider {

    private final UserRows rows;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final AuditLog audit;
    private final Clock clock;

    PasswordLogin(UserRows rows, Passwords passwords, LoginThrottle throttle, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /** Too many wrong passwords: none is looked at before the time is over. */
    static final class TooManyFailures extends AuthenticationException {

        private final long seconds;

        TooManyFailures(long seconds) {
            super("too many failures");
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        var email = UserAccounts.normalised(asked.getName());
        var address = address(asked);
        var waiting = throttle.waiting(email, address);
        if (!waiting.isZero()) {
            throw new TooManyFailures(waiting.toSeconds() + 1);
        }
        var password =
                asked.getCredentials() == null ? "" : asked.getCredentials().toString();
        var user = admitted(email, password);
        if (user.isEmpty()) {
            throttle.failed(email, address);
            audit.record("login.failed", "user", Map.of("email", email));
            throw new BadCredentialsException("refused");
        }
        throttle.succeeded(email, address);
        rows.signedIn(user.get().id(), clock.instant());
        return signedIn(user.get());
    }

    private Optional<User> admitted(String email, String password) {
        var found = email.length() > 254 ? Optional.<UserRows.Credentials>empty() : rows.credentials(email);
        var same = passwords.matches(
                password, found.map(UserRows.Credentials::passwordHash).orElse(null));
        return found.map(UserRows.Credentials::user).filter(user -> same && user.active());
    }

    /** The session is made when the answer is written; until then it has no number. */
    private static Authentication signedIn(User user) {
        return signedIn(new SessionUser(user.id(), user.email(), user.name(), user.roles(), user.timeZone(), 0));
    }

    static Authentication signedIn(SessionUser user) {
        var authorities = AuthorityUtils.createAuthorityList(
                user.roles().stream().map(role -> "ROLE_" + role).toList());
        return UsernamePasswordAuthenticationToken.authenticated(user, null, authorities);
    }

    private static String address(@Nullable Authentication asked) {
        return asked != null && asked.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
