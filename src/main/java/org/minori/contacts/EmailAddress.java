package org.minori.contacts;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one spelling of a mail address under which we know it. Taken is what real mailboxes use: a dot-atom before the @
 * and a host name with at least two labels after it, international ones as their ASCII form. Quoted parts, comments,
 * address literals and everything with a control character are refused, so that an address can never carry a header.
 */
public final class EmailAddress {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private EmailAddress() {}

    /** The address in lower case with full-width letters folded; empty when it is none that we could write to. */
    public static Optional<String> normalise(String written) {
        if (written.length() > LONGEST * 2 || written.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        var folded = Spelling.foldAscii(written).strip().toLowerCase(Locale.ROOT);
        int at = folded.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART) {
            return Optional.empty();
        }
        var local = folded.substring(0, at);
        var domain = asciiDomain(folded.substring(at + 1));
        if (!LOCAL_PART.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
            return Optional.empty();
        }
        var address = local + "@" + domain;
        return address.length() > LONGEST ? Optional.empty() : Optional.of(address);
    }

    private static String asciiDomain(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return "";
        }
    }
}
