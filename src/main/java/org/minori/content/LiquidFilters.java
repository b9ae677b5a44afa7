package org.minori.content;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import liqp.TemplateContext;
import liqp.filters.Filter;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;

/**
 * The filters that a template may use: liqp's where they do as the reference does, else ours, each with the arguments
 * that it takes, so that a slip is named and not silently ignored.
 */
final class LiquidFilters {

    /** What one of our filters does. */
    interface Work {
        @Nullable
        Object of(@Nullable Object value, LiquidValues values, @Nullable Object[] arguments);
    }

    private record Rule(int least, int most, @Nullable Work work) {}

    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("uuuu/M/d"),
            DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH));
    private static final Map<String, Rule> RULES = rules();

    private LiquidFilters() {}

    private static Map<String, Rule> rules() {
        var rules = new LinkedHashMap<String, Rule>();
        for (var name : List.of(
                "abs",
                "capitalize",
                "downcase",
                "escape",
                "escape_once",
                "h",
                "json",
                "lstrip",
                "rstrip",
                "strip",
                "strip_newlines",
                "upcase",
                "url_decode",
                "url_encode",
                "size",
                "reverse")) {
            rules.put(name, new Rule(0, 0, null));
        }
        for (var name : List.of("append", "prepend", "split", "concat", "date")) {
            rules.put(name, new Rule(1, 1, null));
        }
        rules.put("round", new Rule(0, 1, null));
        rules.put("where", new Rule(1, 2, null));
        rules.put("truncate", new Rule(0, 2, null));
        LiquidWords.FILTERS.forEach(own -> rules.put(own.name(), new Rule(own.least(), own.most(), own.work())));
        LiquidLists.FILTERS.forEach(own -> rules.put(own.name(), new Rule(own.least(), own.most(), own.work())));
        return rules;
    }

    /** A filter of ours and how many arguments it takes. */
    record Own(String name, int least, int most, Work work) {}

    /** The names of all that there are. */
    static Set<String> names() {
        var names = new TreeSet<>(RULES.keySet());
        names.remove(LiquidLists.RANGE);
        return names;
    }

    static List<Filter> all() {
        var known = new LinkedHashMap<String, Filter>();
        Flavor.LIQUID.getFilters().values().forEach(filter -> known.put(filter.name, filter));
        return RULES.entrySet().stream()
                .map(rule -> (Filter) new Checked(rule.getKey(), rule.getValue(), known.get(rule.getKey())))
                .toList();
    }

    /** A day without a time begins at midnight; liqp would take the time of now. */
    private static @Nullable Object midnight(@Nullable Object value) {
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        for (var format : DAYS) {
            try {
                return LocalDate.parse(text.toString().strip(), format).atStartOfDay(ZoneId.systemDefault());
            } catch (DateTimeException other) {
                // Perhaps the next one.
            }
        }
        return value;
    }

    private static final class Checked extends Filter {

        private final Rule rule;
        private final @Nullable Filter known;

        Checked(String name, Rule rule, @Nullable Filter known) {
            super(name);
            this.rule = rule;
            this.known = known;
        }

        @Override
        public @Nullable Object apply(@Nullable Object value, TemplateContext context, @Nullable Object... arguments) {
            if (arguments.length < rule.least() || arguments.length > rule.most()) {
                throw new RenderingFailed("content.fault.arguments", null, name, rule.least(), rule.most());
            }
            var work = rule.work();
            if (work != null) {
                return work.of(value, new LiquidValues(context), arguments);
            }
            if (known == null) {
                throw new IllegalStateException(name);
            }
            return known.apply(name.equals("date") ? midnight(value) : value, context, arguments);
        }
    }
}
