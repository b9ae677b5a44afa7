package org.minori.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.content.LiquidFilters.Own;

/** Filters on lists, as the reference does them: lists in lists count as one list, what is no list as a list of one. */
final class LiquidLists {

    /** What {@link LiquidSource} writes for (1..5), which the parser takes in loops only. */
    static final String RANGE = "minori_range";

    private static final int LONGEST_RANGE = 10_000;

    static final List<Own> FILTERS = List.of(
            new Own(RANGE, 1, 1, (value, values, arguments) -> range(value, arguments[0])),
            new Own("compact", 0, 1, (value, values, arguments) -> {
                var kept = LiquidValues.items(value);
                kept.removeIf(item -> key(item, arguments) == null);
                return kept;
            }),
            new Own("first", 0, 0, (value, values, arguments) -> end(value, true)),
            new Own("last", 0, 0, (value, values, arguments) -> end(value, false)),
            new Own(
                    "join",
                    0,
                    1,
                    (value, values, arguments) -> LiquidValues.items(value).stream()
                            .map(values::text)
                            .collect(Collectors.joining(arguments.length == 0 ? " " : values.text(arguments[0])))),
            new Own("map", 1, 1, (value, values, arguments) -> map(value, arguments[0])),
            new Own("sort", 0, 1, (value, values, arguments) -> {
                var sorted = LiquidValues.items(value);
                sorted.sort((one, other) -> LiquidValues.compare(key(one, arguments), key(other, arguments)));
                return sorted;
            }),
            new Own("sort_natural", 0, 1, (value, values, arguments) -> {
                var sorted = LiquidValues.items(value);
                sorted.sort((one, other) -> values.compareNaturally(key(one, arguments), key(other, arguments)));
                return sorted;
            }),
            new Own("uniq", 0, 1, (value, values, arguments) -> {
                var seen = new HashSet<@Nullable Object>();
                return LiquidValues.items(value).stream()
                        .filter(item -> seen.add(key(item, arguments)))
                        .collect(Collectors.toCollection(ArrayList::new));
            }),
            new Own(
                    "sum",
                    0,
                    1,
                    (value, values, arguments) -> LiquidValues.written(LiquidValues.items(value).stream()
                            .map(item -> LiquidValues.number(key(item, arguments)))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))),
            new Own("find", 1, 2, (value, values, arguments) -> found(value, arguments, true)),
            new Own("find_index", 1, 2, (value, values, arguments) -> found(value, arguments, false)),
            new Own("has", 1, 2, (value, values, arguments) -> {
                var fits = fits(value, arguments, false);
                return fits == null ? null : fits.contains(true);
            }),
            new Own("reject", 1, 2, (value, values, arguments) -> rejected(value, arguments)));

    private LiquidLists() {}

    private static List<@Nullable Object> range(@Nullable Object from, @Nullable Object to) {
        long first = LiquidValues.number(from).longValue();
        long last = LiquidValues.number(to).longValue();
        if (last - first > LONGEST_RANGE) {
            throw new RenderingFailed("content.fault.tooBig", null);
        }
        var range = new ArrayList<@Nullable Object>();
        for (long i = first; i <= last; i++) {
            range.add(i);
        }
        return range;
    }

    private static @Nullable Object end(@Nullable Object value, boolean first) {
        if (value instanceof Map<?, ?> map) {
            var entries = List.copyOf(map.entrySet());
            if (!first || entries.isEmpty()) {
                return null;
            }
            var entry = entries.get(0);
            return new @Nullable Object[] {entry.getKey(), entry.getValue()};
        }
        if (value instanceof Object[] array) {
            return array.length == 0 ? null : array[first ? 0 : array.length - 1];
        }
        if (value instanceof Collection<?> list) {
            var members = new ArrayList<@Nullable Object>(list);
            return members.isEmpty() ? null : members.get(first ? 0 : members.size() - 1);
        }
        return null;
    }

    private static List<@Nullable Object> map(@Nullable Object value, @Nullable Object name) {
        var mapped = new ArrayList<@Nullable Object>();
        for (var item : LiquidValues.items(value)) {
            if (!(item instanceof Map<?, ?>)) {
                throw new RenderingFailed("content.fault.render", null, "map: " + name);
            }
            mapped.add(LiquidValues.property(item, name));
        }
        return mapped;
    }

    private static @Nullable Object key(@Nullable Object item, @Nullable Object[] arguments) {
        return arguments.length == 0 || arguments[0] == null ? item : LiquidValues.property(item, arguments[0]);
    }

    private static @Nullable Object found(@Nullable Object value, @Nullable Object[] arguments, boolean item) {
        var fits = fits(value, arguments, false);
        int at = fits == null ? -1 : fits.indexOf(true);
        if (at < 0) {
            return null;
        }
        return item ? LiquidValues.items(value).get(at) : (Object) (long) at;
    }

    private static @Nullable Object rejected(@Nullable Object value, @Nullable Object[] arguments) {
        var fits = fits(value, arguments, true);
        if (fits == null) {
            return null;
        }
        var items = LiquidValues.items(value);
        var kept = new ArrayList<@Nullable Object>();
        for (int i = 0; i < items.size(); i++) {
            if (!fits.get(i)) {
                kept.add(items.get(i));
            }
        }
        return kept;
    }

    /** For each item whether it fits; null where one has no properties at all, unless only the first that fits counts and comes before. */
    private static @Nullable List<Boolean> fits(@Nullable Object value, @Nullable Object[] arguments, boolean all) {
        var wanted = arguments.length < 2 ? null : arguments[1];
        var fits = new ArrayList<Boolean>();
        for (var item : LiquidValues.items(value)) {
            if (item == null || item instanceof Boolean) {
                return !all && fits.contains(true) ? fits : null;
            }
            var found = of(item, arguments[0]);
            fits.add(wanted == null ? found != null && !Boolean.FALSE.equals(found) : LiquidValues.same(found, wanted));
        }
        return fits;
    }

    /** A text has the parts that it contains. */
    private static @Nullable Object of(Object item, @Nullable Object name) {
        if (item instanceof CharSequence text) {
            return name != null && text.toString().contains(name.toString()) ? name : null;
        }
        if (item instanceof Number) {
            if (!(name instanceof Number)) {
                throw new RenderingFailed("content.fault.render", null, name + "?");
            }
            return Objects.equals(String.valueOf(item), String.valueOf(name)) ? name : null;
        }
        return LiquidValues.property(item, name);
    }
}
