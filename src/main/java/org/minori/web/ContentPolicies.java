package org.minori.web;

/** Which Content-Security-Policy a page gets; the security filter sends what this answers. */
public final class ContentPolicies {

    /** All ordinary pages: nothing from elsewhere, nothing inline, in nobody's frame. */
    public static final String GENERAL =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'; form-action 'self'";

    /** Pages that show a diagram: bpmn.io's own parts come with style attributes. */
    public static final String DIAGRAM = GENERAL + "; style-src-attr 'unsafe-inline'";

    /** The page to try the API: its own parts come with inline styles. */
    public static final String API_DOCS = GENERAL + "; style-src 'self' 'unsafe-inline'";

    /**
     * Foreign HTML, such as a mail, shown in a frame of ours: no script, no form, no origin; a link opens a new window.
     * Whoever frames it writes {@code <iframe sandbox="allow-popups allow-popups-to-escape-sandbox">}.
     */
    public static final String PREVIEW = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
            + "img-src 'self' data: https:; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'; form-action 'none'";

    private ContentPolicies() {}

    /** The policy for a request's path. Paths that end in {@code /preview} or {@code /body} are foreign HTML. */
    public static String forPath(String path) {
        if (isPreview(path)) {
            return PREVIEW;
        }
        if (path.startsWith("/scenarios") || path.startsWith("/contacts/")) {
            return DIAGRAM;
        }
        if (path.startsWith("/api-docs") || path.startsWith("/swagger-ui")) {
            return API_DOCS;
        }
        return GENERAL;
    }

    /** Whether the path answers foreign HTML that a page of ours may frame: only then X-Frame-Options is SAMEORIGIN. */
    public static boolean isPreview(String path) {
        return path.endsWith("/preview") || path.endsWith("/body");
    }
}
