package org.minori.administration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Which passwords are good enough and how they are kept: bcrypt of strength 11, a seventh of a second on a small
 * machine, whether its code is compiled well or not (PBKDF2 of like strength took five times as long in a young
 * process; Argon2 would need a library of its own). bcrypt reads 72 bytes only, 24 Japanese characters, so it gets a hash.
 */
@Component
class Passwords {

    static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final String CURRENT = "bcrypt-sha256";
    private static final Set<String> KNOWN_TO_ALL = Set.of(
            "password1234",
            "password12345",
            "password123456",
            "passwordpassword",
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456781234",
            "123123123123",
            "112233445566",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiop[]",
            "qwerty123456",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "abcdefghijkl",
            "abcd12345678",
            "administrator",
            "admin1234567",
            "adminadminadmin",
            "letmeinletmein",
            "iloveyou1234",
            "welcome12345",
            "changeme1234",
            "changemechangeme",
            "minoriminori",
            "minori123456",
            "minori-admin");

    private final PasswordEncoder encoder;
    private final String nobodysHash;

    Passwords(AdministrationSettings settings) {
        this.encoder = new DelegatingPasswordEncoder(
                CURRENT, Map.of(CURRENT, new BCryptPasswordEncoder(settings.passwordStrength())));
        this.nobodysHash = hash(Hashes.randomSecret());
    }

    private static String whole(String password) {
        return Hashes.sha256("minori:" + password);
    }

    /** The message that says what is wrong with the password; empty when it is good. */
    Optional<String> fault(String password, String email) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("administration.password.tooShort");
        }
        if (length > LONGEST) {
            return Optional.of("administration.password.tooLong");
        }
        var plain = password.toLowerCase(Locale.ROOT);
        if (KNOWN_TO_ALL.contains(plain) || plain.chars().distinct().count() < 4 || plain.equals(email)) {
            return Optional.of("administration.password.tooCommon");
        }
        return Optional.empty();
    }

    String hash(String password) {
        return encoder.encode(whole(password));
    }

    /** Takes as long for a user who does not exist as for one who does. */
    boolean matches(String password, @Nullable String hash) {
        var usable = password.length() <= LONGEST * 2;
        var same = encoder.matches(whole(usable ? password : ""), hash == null ? nobodysHash : hash);
        return same && usable && hash != null;
    }
}
