package org.minori.tracking;

import java.util.Locale;

/** An address with {@code *} for anything, whatever the case of its letters; read from left to right, so that no pattern can take long. */
public final class UrlPattern {

    private UrlPattern() {}

    public static boolean matches(String pattern, String address) {
        var parts = pattern.toLowerCase(Locale.ROOT).split("\\*+", -1);
        var text = address.toLowerCase(Locale.ROOT);
        var first = parts[0];
        var last = parts[parts.length - 1];
        if (parts.length == 1) {
            return text.equals(first);
        }
        if (!text.startsWith(first) || !text.endsWith(last) || text.length() < first.length() + last.length()) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
