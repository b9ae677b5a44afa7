package org.minori.tracking;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is left of a stranger's text before it is stored. */
final class Words {

    private static final Pattern WEB_ADDRESS =
            Pattern.compile("(?i)https?://[^\\s/?#\\\\@\\p{Cntrl}][^\\s\\\\\\p{Cntrl}]*");

    private Words() {}

    /** Whether it is an http or https address that can be stored, shown and followed. */
    static boolean isWebAddress(String text) {
        return WEB_ADDRESS.matcher(text).matches();
    }

    /** The address as a header can carry it: what is not ASCII percent-encoded. */
    static String ascii(String address) {
        var text = new StringBuilder(address.length());
        for (byte unit : address.getBytes(StandardCharsets.UTF_8)) {
            if (unit > ' ' && unit < 0x7f) {
                text.append((char) unit);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
            }
        }
        return text.toString();
    }

    /** At most so many characters, never half of a pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    static @Nullable String cutNullable(@Nullable String text, int most) {
        return text == null ? null : cut(text, most);
    }

    /** The path of a web address without its query; the beginning of it when it is long. */
    static String path(String address) {
        int start = address.indexOf('/', address.indexOf("://") + 3);
        if (start < 0) {
            return "/";
        }
        int end = start;
        while (end < address.length() && address.charAt(end) != '?' && address.charAt(end) != '#') {
            end++;
        }
        return cut(address.substring(start, end), 250);
    }

    /** The address without what follows the hash sign. */
    static String withoutFragment(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }
}
