package org.minori.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.minori.web.Role;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/** Who may use Minori: the door to its users. */
@Service
public class UserAccounts {

    private final UserRows rows;

    UserAccounts(UserRows rows) {
        this.rows = rows;
    }

    public Optional<User> find(UserId id) {
        return rows.find(id);
    }

    public Optional<User> findByEmail(String email) {
        return rows.findByEmail(normalised(email));
    }

    /** Everybody, the disabled too, by name. */
    public List<User> all() {
        return rows.all();
    }

    /** The active users who have the role (ADMIN counts only where it is asked for), by name. */
    public List<User> withRole(Role role) {
        return rows.all().stream()
                .filter(user -> user.active() && user.roles().contains(role))
                .toList();
    }

    /** The user who is signed in on this thread; empty for API keys, workers and the public. */
    public Optional<User> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SessionUser user)) {
            return Optional.empty();
        }
        return find(user.id());
    }

    static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
