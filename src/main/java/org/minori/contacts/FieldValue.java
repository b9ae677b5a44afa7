package org.minori.contacts;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField.Type;

/** One value of a custom field: its canonical text, and what it compares by. */
record FieldValue(
        String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date,
        @Nullable Boolean truth) {

    static final int LONGEST_TEXT = 10_000;
    private static final int MOST_WHOLE_DIGITS = 18;
    private static final int MOST_DECIMALS = 6;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(?:\\.\\d{1,40})?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:-|/|\\.|年)(\\d{1,2})(?:-|/|\\.|月)(\\d{1,2})日?(?:[T ].{4,30})?");
    private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on", "はい", "有", "あり", "○", "〇", "◯");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "off", "いいえ", "無", "なし", "×", "✕");

    /** Reads what somebody wrote; empty when the type does not take it. */
    static Optional<FieldValue> read(Type type, String written) {
        return switch (type) {
            case TEXT -> readText(written);
            case NUMBER -> readNumber(Spelling.foldAscii(written).strip());
            case DATE -> readDate(Spelling.foldAscii(written).strip());
            case BOOLEAN -> readTruth(Spelling.foldAscii(written).strip().toLowerCase(Locale.ROOT));
        };
    }

    private static Optional<FieldValue> readText(String written) {
        var text = written.strip();
        if (text.length() > LONGEST_TEXT || !isClean(text, true)) {
            return Optional.empty();
        }
        return Optional.of(new FieldValue(text, null, null, null));
    }

    private static Optional<FieldValue> readNumber(String written) {
        var plain = THOUSANDS.matcher(written).matches() ? written.replace(",", "") : written;
        if (!NUMBER.matcher(plain).matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(plain);
        number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (number.precision() - number.scale() > MOST_WHOLE_DIGITS || number.scale() > MOST_DECIMALS) {
            return Optional.empty();
        }
        return Optional.of(new FieldValue(number.toPlainString(), number, null, null));
    }

    private static Optional<FieldValue> readDate(String written) {
        var matcher = DATE.matcher(written);
        if (!matcher.matches()) {
            matcher = COMPACT_DATE.matcher(written);
            if (!matcher.matches()) {
                return Optional.empty();
            }
        }
        try {
            var date = LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            return date.getYear() < 1000
                    ? Optional.empty()
                    : Optional.of(new FieldValue(date.toString(), null, date, null));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private static Optional<FieldValue> readTruth(String written) {
        if (TRUE.contains(written)) {
            return Optional.of(new FieldValue("true", null, null, true));
        }
        return FALSE.contains(written) ? Optional.of(new FieldValue("false", null, null, false)) : Optional.empty();
    }

    /** No control characters but line breaks and tabs where they may be, no half of a surrogate pair. */
    static boolean isClean(String text, boolean severalLines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            } else if (Character.isLowSurrogate(c)
                    || (Character.isISOControl(c) && !(severalLines && (c == '\n' || c == '\r' || c == '\t')))) {
                return false;
            }
        }
        return true;
    }
}
