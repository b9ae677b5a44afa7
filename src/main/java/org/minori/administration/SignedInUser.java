package org.minori.administration;

import java.util.Set;
import org.minori.web.Role;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Whom a page request comes from. Its name is the one that pages show. */
record SignedInUser(UserId id, String email, String displayName, Set<Role> roles, long sessionId)
        implements AuthenticatedPrincipal {

    @Override
    public String getName() {
        return displayName;
    }
}
