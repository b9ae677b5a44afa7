package org.minori.web;

/** What the layout wants to know of whoever is signed in; the principal of a session says it. */
public interface SignedInUser {

    /** The name to show and to greet by. */
    String displayName();

    String email();
}
