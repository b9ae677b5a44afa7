package org.minori.administration;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.web.Role;

/**
 * A user as other modules see one.
 *
 * @param timeZone by whose clock the user reads times; null for that of the browser
 */
public record User(
        UserId id,
        String email,
        String name,
        Set<Role> roles,
        Locale locale,
        @Nullable ZoneId timeZone,
        boolean active) {}
