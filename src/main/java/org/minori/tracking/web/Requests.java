package org.minori.tracking.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.Hit;

/** Reads what a request of the public says of its sender. */
final class Requests {

    private Requests() {}

    static Hit hit(HttpServletRequest request) {
        boolean declared = request.getMethod().equals("HEAD")
                || says(request.getHeader("Sec-Purpose"), "prefetch")
                || says(request.getHeader("Purpose"), "prefetch")
                || says(request.getHeader("Purpose"), "preview")
                || says(request.getHeader("X-Purpose"), "preview")
                || says(request.getHeader("X-Moz"), "prefetch");
        return new Hit(request.getRemoteAddr(), request.getHeader("User-Agent"), declared);
    }

    /** Whether the browser asks not to be followed. */
    static boolean wantsNoTracking(HttpServletRequest request) {
        return "1".equals(request.getHeader("Sec-GPC")) || "1".equals(request.getHeader("DNT"));
    }

    private static boolean says(@Nullable String header, String word) {
        return header != null && header.toLowerCase(Locale.ROOT).contains(word);
    }
}
