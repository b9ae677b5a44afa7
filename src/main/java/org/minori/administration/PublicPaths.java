package org.minori.administration;

/** Which paths belong to the public and which to static files; the rest needs somebody who is signed in. */
final class PublicPaths {

    /** Called by browsers of strangers, mail programs and providers: no session, no key. */
    static final String[] STATELESS = {
        "/t.js", "/t/**", "/o/**", "/c/**", "/u/**", "/f/**", "/p/**", "/w/**", "/hooks/**", "/health"
    };

    /** Pages of ours that are open before signing in. */
    static final String[] OPEN_PAGES = {
        "/login", "/login/refused", "/setup", "/password", "/language", "/error", "/app/**", "/favicon*", "/robots.txt"
    };

    private PublicPaths() {}
}
