package org.minori.content;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.content.LiquidFilters.Own;

/** Filters on texts and numbers, as the reference does them. */
final class LiquidWords {

    private static final Pattern BLOCKS = Pattern.compile(
            "<script.*?</script>|<!--.*?-->|<style.*?</style>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    static final List<Own> FILTERS = List.of(
            new Own("default", 0, 2, (value, values, arguments) -> orElse(value, arguments)),
            new Own(
                    "remove",
                    1,
                    1,
                    (value, values, arguments) -> replace(values.text(value), values.text(arguments[0]), "", -1)),
            new Own(
                    "remove_first",
                    1,
                    1,
                    (value, values, arguments) -> replace(values.text(value), values.text(arguments[0]), "", 1)),
            new Own(
                    "remove_last",
                    1,
                    1,
                    (value, values, arguments) -> replaceLast(values.text(value), values.text(arguments[0]), "")),
            new Own(
                    "replace",
                    1,
                    2,
                    (value, values, arguments) ->
                            replace(values.text(value), values.text(arguments[0]), values.text(second(arguments)), -1)),
            new Own(
                    "replace_first",
                    1,
                    2,
                    (value, values, arguments) ->
                            replace(values.text(value), values.text(arguments[0]), values.text(second(arguments)), 1)),
            new Own(
                    "replace_last",
                    2,
                    2,
                    (value, values, arguments) ->
                            replaceLast(values.text(value), values.text(arguments[0]), values.text(arguments[1]))),
            new Own(
                    "strip_html",
                    0,
                    0,
                    (value, values, arguments) -> TAGS.matcher(
                                    BLOCKS.matcher(values.text(value)).replaceAll(""))
                            .replaceAll("")),
            new Own(
                    "newline_to_br",
                    0,
                    0,
                    (value, values, arguments) -> values.text(value).replaceAll("\\r?\\n", "<br />\n")),
            new Own("truncatewords", 0, 2, (value, values, arguments) -> firstWords(values, value, arguments)),
            new Own("slice", 1, 2, (value, values, arguments) -> slice(values, value, arguments)),
            new Own(
                    "base64_encode",
                    0,
                    0,
                    (value, values, arguments) -> Base64.getEncoder()
                            .encodeToString(values.text(value).getBytes(StandardCharsets.UTF_8))),
            new Own(
                    "base64_url_safe_encode",
                    0,
                    0,
                    (value, values, arguments) -> Base64.getUrlEncoder()
                            .encodeToString(values.text(value).getBytes(StandardCharsets.UTF_8))),
            new Own(
                    "base64_decode",
                    0,
                    0,
                    (value, values, arguments) -> decoded(Base64.getDecoder(), values.text(value))),
            new Own(
                    "base64_url_safe_decode",
                    0,
                    0,
                    (value, values, arguments) -> decoded(Base64.getUrlDecoder(), values.text(value))),
            new Own(
                    "at_least",
                    1,
                    1,
                    (value, values, arguments) ->
                            LiquidValues.written(LiquidValues.number(value).max(LiquidValues.number(arguments[0])))),
            new Own(
                    "at_most",
                    1,
                    1,
                    (value, values, arguments) ->
                            LiquidValues.written(LiquidValues.number(value).min(LiquidValues.number(arguments[0])))),
            new Own(
                    "ceil",
                    0,
                    0,
                    (value, values, arguments) ->
                            LiquidValues.written(LiquidValues.number(value).setScale(0, RoundingMode.CEILING))),
            new Own(
                    "floor",
                    0,
                    0,
                    (value, values, arguments) ->
                            LiquidValues.written(LiquidValues.number(value).setScale(0, RoundingMode.FLOOR))),
            new Own(
                    "plus",
                    1,
                    1,
                    (value, values, arguments) ->
                            LiquidValues.written(LiquidValues.number(value).add(LiquidValues.number(arguments[0])))),
            new Own(
                    "minus",
                    1,
                    1,
                    (value, values, arguments) -> LiquidValues.written(
                            LiquidValues.number(value).subtract(LiquidValues.number(arguments[0])))),
            new Own(
                    "times",
                    1,
                    1,
                    (value, values, arguments) -> LiquidValues.written(
                            LiquidValues.number(value).multiply(LiquidValues.number(arguments[0])))),
            new Own("divided_by", 1, 1, (value, values, arguments) -> divided(value, arguments[0])),
            new Own("modulo", 1, 1, (value, values, arguments) -> rest(value, arguments[0])));

    private LiquidWords() {}

    private static @Nullable Object second(@Nullable Object[] arguments) {
        return arguments.length < 2 ? null : arguments[1];
    }

    /** {@code allow_false: true} keeps a false that is meant. */
    private static @Nullable Object orElse(@Nullable Object value, @Nullable Object[] arguments) {
        boolean allowFalse = false;
        Object fallback = "";
        int plain = 0;
        for (var argument : arguments) {
            if (argument instanceof Map<?, ?> named && named.containsKey("allow_false")) {
                var said = named.get("allow_false");
                allowFalse = said != null && !Boolean.FALSE.equals(said);
            } else {
                fallback = argument;
                plain++;
            }
        }
        if (plain > 1) {
            throw new RenderingFailed("content.fault.arguments", null, "default", 0, 2);
        }
        boolean missing = LiquidValues.isEmpty(value) || Boolean.FALSE.equals(value) && !allowFalse;
        return missing ? fallback : value;
    }

    private static String replace(String text, String part, String other, int most) {
        var pattern = Pattern.compile(Pattern.quote(part)).matcher(text);
        var literally = java.util.regex.Matcher.quoteReplacement(other);
        return most == 1 ? pattern.replaceFirst(literally) : pattern.replaceAll(literally);
    }

    private static String replaceLast(String text, String part, String other) {
        int at = text.lastIndexOf(part);
        return at < 0 ? text : text.substring(0, at) + other + text.substring(at + part.length());
    }

    private static String firstWords(LiquidValues values, @Nullable Object value, @Nullable Object[] arguments) {
        var text = values.text(value);
        int most = Math.max(1, arguments.length == 0 ? 15 : LiquidValues.whole(arguments[0]));
        var words = Arrays.stream(text.strip().split("\\s+", -1)).toList();
        if (words.size() <= most) {
            return text;
        }
        var end = arguments.length < 2 ? "..." : values.text(arguments[1]);
        return String.join(" ", words.subList(0, most)) + end;
    }

    private static Object slice(LiquidValues values, @Nullable Object value, @Nullable Object[] arguments) {
        int start = LiquidValues.whole(arguments[0]);
        int length = arguments.length < 2 ? 1 : LiquidValues.whole(arguments[1]);
        boolean list = value instanceof java.util.Collection<?> || value instanceof Object[];
        var members = list ? members(value) : List.of();
        var text = list ? "" : values.text(value);
        int size = list ? members.size() : text.codePointCount(0, text.length());
        int from = start < 0 ? size + start : start;
        boolean outside = from < 0 || from > size || length < 0;
        int to = outside ? 0 : (int) Math.min(size, (long) from + length);
        if (list) {
            return outside ? List.of() : new ArrayList<>(members.subList(from, to));
        }
        return outside ? "" : text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static List<?> members(@Nullable Object list) {
        return list instanceof Object[] array
                ? Arrays.asList(array)
                : new ArrayList<>((java.util.Collection<?>) java.util.Objects.requireNonNull(list));
    }

    private static String decoded(Base64.Decoder decoder, String text) {
        try {
            return LiquidText.harmless(
                    new String(decoder.decode(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            throw new RenderingFailed("content.fault.render", null, "base64");
        }
    }

    private static Object divided(@Nullable Object value, @Nullable Object by) {
        var one = LiquidValues.number(value);
        var other = notZero(by);
        if (one.scale() <= 0 && other.scale() <= 0) {
            return LiquidValues.written(new BigDecimal(Math.floorDiv(
                    one.toBigInteger().longValue(), other.toBigInteger().longValue())));
        }
        return decimal(one.doubleValue() / other.doubleValue());
    }

    private static Object rest(@Nullable Object value, @Nullable Object by) {
        var one = LiquidValues.number(value);
        var other = notZero(by);
        var rest = one.remainder(other);
        return LiquidValues.written(rest.signum() != 0 && rest.signum() != other.signum() ? rest.add(other) : rest);
    }

    private static BigDecimal notZero(@Nullable Object by) {
        var number = LiquidValues.number(by);
        if (number.signum() == 0) {
            throw new RenderingFailed("content.fault.render", null, "÷ 0");
        }
        return number;
    }

    private static Object decimal(double number) {
        return LiquidValues.written(new BigDecimal(Double.toString(number)));
    }
}
