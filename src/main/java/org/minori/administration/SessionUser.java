package org.minori.administration;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.web.Role;
import org.minori.web.SignedInUser;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Whom a page request comes from. */
record SessionUser(
        UserId id,
        String email,
        String displayName,
        Set<Role> roles,
        @Nullable ZoneId timeZone,
        long sessionId) implements SignedInUser, AuthenticatedPrincipal {

    @Override
    public String getName() {
        return displayName;
    }
}
