package org.minori.web;

import java.security.Principal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whoever looks at a page: their name, roles and time zone, or nobody yet. */
record Visitor(
        @Nullable String name, Set<Role> roles, @Nullable ZoneId timeZone) {

    /** Who asks on this thread. */
    static Visitor current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !authentication.isAuthenticated()) {
            return new Visitor(null, Set.of(), null);
        }
        return new Visitor(name(authentication), roles(authentication.getAuthorities()), zone(authentication));
    }

    private static String name(Authentication authentication) {
        return authentication.getPrincipal() instanceof SignedInUser user
                ? user.displayName()
                : ((Principal) authentication).getName();
    }

    private static @Nullable ZoneId zone(Authentication authentication) {
        return authentication.getPrincipal() instanceof SignedInUser user ? user.timeZone() : null;
    }

    private static Set<Role> roles(Collection<? extends GrantedAuthority> authorities) {
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if (authorities.stream().anyMatch(granted -> ("ROLE_" + role).equals(granted.getAuthority()))) {
                roles.add(role);
            }
        }
        return roles;
    }

    boolean isSignedIn() {
        return name != null;
    }

    /** Whether one of the roles is theirs; ADMIN may see everything. */
    boolean mayUse(Set<Role> wanted) {
        return roles.contains(Role.ADMIN) || wanted.stream().anyMatch(roles::contains);
    }

    /** Whether sales is all they do, so that the task list is their home. */
    boolean isOnlySales() {
        return roles.equals(Set.of(Role.SALES));
    }
}
