package org.minori.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import liqp.LValue;
import liqp.TemplateContext;
import org.jspecify.annotations.Nullable;

/** How Liquid reads values of one kind as another: a list of anything, a number from text, nothing where nothing is known. */
final class LiquidValues extends LValue {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern LEADING = Pattern.compile("^\\s*(-?\\d{1,30})");

    private static final long MOST = 1_000_000_000;
    private static final int MOST_DIGITS = 60;

    private final TemplateContext context;

    LiquidValues(TemplateContext context) {
        this.context = context;
    }

    String text(@Nullable Object value) {
        return value == null ? "" : asString(value, context);
    }

    /** The members of a list, of lists in it too; what is no list is a list of one, nothing one of none. */
    static List<@Nullable Object> items(@Nullable Object value) {
        var items = new ArrayList<@Nullable Object>();
        if (value instanceof Collection<?> || value instanceof Object[]) {
            flatten(value, items, 0);
        } else if (value != null) {
            items.add(value);
        }
        return items;
    }

    private static void flatten(@Nullable Object value, List<@Nullable Object> items, int depth) {
        if (depth > 50) {
            throw new RenderingFailed("content.fault.tooBig", null);
        }
        if (value instanceof Collection<?> list) {
            list.forEach(item -> flatten(item, items, depth + 1));
        } else if (value instanceof Object[] array) {
            for (var item : array) {
                flatten(item, items, depth + 1);
            }
        } else {
            items.add(value);
        }
    }

    /** Zero where it is no number. */
    static BigDecimal number(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(String.valueOf(number));
        }
        if (value instanceof CharSequence text) {
            var plain = text.toString().strip();
            if (DECIMAL.matcher(plain).matches()) {
                return new BigDecimal(plain);
            }
            var leading = LEADING.matcher(plain);
            return leading.find() ? new BigDecimal(leading.group(1)) : BigDecimal.ZERO;
        }
        return BigDecimal.ZERO;
    }

    /** A number as Liquid writes it: whole ones without a point. */
    static Object written(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS) {
            throw new RenderingFailed("content.fault.tooBig", null);
        }
        if (number.scale() <= 0 && number.precision() <= 18) {
            return number.longValueExact();
        }
        return new liqp.PlainBigDecimal(number.toPlainString());
    }

    /** A whole number; what is none is refused. */
    static int whole(@Nullable Object value) {
        var plain = String.valueOf(value).strip();
        if (plain.matches("-?\\d{1,18}")) {
            return (int) Math.max(-MOST, Math.min(MOST, Long.parseLong(plain)));
        }
        throw new RenderingFailed("content.fault.render", null, "“" + plain + "” is not a number");
    }

    static @Nullable Object property(@Nullable Object item, @Nullable Object name) {
        return item instanceof Map<?, ?> map ? map.get(String.valueOf(name)) : null;
    }

    /** Missing ones last; numbers by size, texts by letters; the two are not compared. */
    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        if (one instanceof Number && other instanceof Number) {
            return number(one).compareTo(number(other));
        }
        if (one instanceof CharSequence && other instanceof CharSequence) {
            return one.toString().compareTo(other.toString());
        }
        throw new RenderingFailed("content.fault.render", null, "sort: values of different kinds");
    }

    int compareNaturally(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        return text(one).toLowerCase(Locale.ROOT).compareTo(text(other).toLowerCase(Locale.ROOT));
    }

    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            return number(one).compareTo(number(other)) == 0;
        }
        if (one instanceof CharSequence && other instanceof CharSequence) {
            return one.toString().equals(other.toString());
        }
        return one == null ? other == null : one.equals(other);
    }

    /** What Liquid takes for nothing to show. */
    static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof CharSequence text && text.isEmpty()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Object[] array && array.length == 0;
    }
}
