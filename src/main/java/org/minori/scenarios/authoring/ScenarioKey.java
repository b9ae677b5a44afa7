package org.minori.scenarios.authoring;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.minori.web.InvalidInput;

/** The rule for the keys of scenarios, which stand in addresses and never change. */
public final class ScenarioKey {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private ScenarioKey() {}

    /** The key, when it is one. */
    public static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput("key", "authoring.key.invalid");
        }
        return key;
    }

    /** A key made of the name of a file; empty when nothing of it can stand in one. */
    public static String suggested(String fileName) {
        var base = fileName.replaceAll(".*[/\\\\]", "").replaceAll("\\.[A-Za-z0-9]+$", "");
        var plain = Normalizer.normalize(base, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }
}
