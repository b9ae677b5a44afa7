package org.minori.web;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the layout wants to know of whoever is signed in; the principal of a session says it. */
public interface SignedInUser {

    /** The name to show and to greet by. */
    String displayName();

    String email();

    /** By whose clock they read times; null for that of their browser. */
    @Nullable
    ZoneId timeZone();
}
