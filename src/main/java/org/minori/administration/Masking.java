package org.minori.administration;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes secrets and whole mail addresses out of what is kept for long, whatever the caller forgot. */
final class Masking {

    private static final Pattern SECRET_NAME = Pattern.compile("password|secret|token|apikey|credential");
    private static final Pattern ADDRESS = Pattern.compile("([^\\s@<>\"',;:]{1,64})@([^\\s@<>\"',;:]+)");
    private static final int LONGEST_VALUE = 2_000;

    private Masking() {}

    static Map<String, String> of(Map<String, String> details) {
        var masked = new TreeMap<String, String>();
        details.forEach((name, value) -> masked.put(name, masked(name, value)));
        return masked;
    }

    static String address(String text) {
        return ADDRESS.matcher(text)
                .replaceAll(found ->
                        found.group(1).charAt(0) + "***@" + found.group(2).replace("$", "\\$"));
    }

    private static String masked(String name, String value) {
        if (SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return "***";
        }
        var shown = address(value);
        return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE) + "…";
    }
}
