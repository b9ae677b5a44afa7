package org.minori.administration;

import java.util.Locale;
import java.util.Set;
import org.minori.web.Role;

/** A user as other modules see one. */
public record User(UserId id, String email, String name, Set<Role> roles, Locale locale, boolean active) {}
