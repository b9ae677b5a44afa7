package org.minori.administration;

import java.util.List;
import java.util.Optional;
import org.minori.web.Role;
import org.springframework.stereotype.Service;

/** Who may use Minori: the door to its users. */
@Service
public class UserAccounts {

    public Optional<User> find(UserId id) {
        throw new UnsupportedOperationException();
    }

    public Optional<User> findByEmail(String email) {
        throw new UnsupportedOperationException();
    }

    /** The active users who have the role (ADMIN counts only where it is asked for), by name. */
    public List<User> withRole(Role role) {
        throw new UnsupportedOperationException();
    }

    /** The user who is signed in on this thread; empty for API keys, workers and the public. */
    public Optional<User> current() {
        throw new UnsupportedOperationException();
    }
}
