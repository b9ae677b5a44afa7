package org.minori.content;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.nodes.LNode;
import liqp.parser.Flavor;
import org.jspecify.annotations.Nullable;

/**
 * The Liquid engine with its doors shut: no includes, bounded loops, sizes and time, maps of plain values only. A parsed
 * template is kept as its tree of nodes and each rendering gets a context of its own, because liqp's Template keeps the
 * context in a field: shared by two threads it would show one contact's words to another.
 */
final class LiquidEngine {

    private static final int MOST_ITERATIONS = 1_000;
    private static final int MOST_OUTPUT = 500_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_ITEMS = 10_000;
    private static final int MOST_DIGITS = 60;
    private static final Pattern WIDE_DATE_PART = Pattern.compile("%[^a-zA-Z]*\\d{3,}");
    private static final Set<String> ESCAPES = Set.of("escape", "escape_once", "h");
    private static final ThreadLocal<Long> DEADLINE = new ThreadLocal<>();

    /** In HTML everything that is put out is escaped by us, so these filters leave the text alone; a break is a mark. */
    static final LiquidEngine HTML = new LiquidEngine(true);

    static final LiquidEngine PLAIN = new LiquidEngine(false);

    private final TemplateParser parser;
    private final Filters filters;

    private LiquidEngine(boolean html) {
        var guarded =
                LiquidFilters.all().stream().map(filter -> guard(filter, html)).toList();
        filters = Filters.of(guarded);
        var builder = new TemplateParser.Builder()
                .withFlavor(Flavor.LIQUID)
                .withMaxIterations(MOST_ITERATIONS)
                .withMaxSizeRenderedString(MOST_OUTPUT)
                .withMaxTemplateSizeBytes(Long.MAX_VALUE)
                .withNameResolver(name -> {
                    throw new RenderingFailed("content.fault.unknownTag", null, "include");
                });
        guarded.forEach(builder::withFilter);
        parser = builder.build();
    }

    private static Filter guard(Filter filter, boolean html) {
        if (html && ESCAPES.contains(filter.name)) {
            return new Filter(filter.name) {
                @Override
                public Object apply(Object value, TemplateContext context, Object... params) {
                    return value;
                }
            };
        }
        if (html && filter.name.equals("newline_to_br")) {
            return new Filter(filter.name) {
                @Override
                public Object apply(Object value, TemplateContext context, Object... params) {
                    return super.asString(value, context).replaceAll("\\R", LiquidText.BREAK + "\n");
                }
            };
        }
        return new Guarded(filter);
    }

    /** The tree of a template; what can't be parsed, unknown filters too, is refused with its line. */
    LNode parse(String template) {
        try {
            var tree = parser.parse(template).getParseTree();
            return new LiquidTree(filters).visit(tree);
        } catch (RenderingFailed fault) {
            throw fault;
        } catch (liqp.exceptions.LiquidException fault) {
            throw new RenderingFailed("content.fault.syntax", fault.line, firstLine(fault.getMessage()));
        } catch (RuntimeException | StackOverflowError fault) {
            throw new RenderingFailed("content.fault.syntax", null, firstLine(fault.getMessage()));
        }
    }

    /** Renders within the time given; not a thread is left behind, since every loop and filter looks at the clock. */
    String render(LNode tree, Map<String, Object> words, long millis) {
        DEADLINE.set(System.nanoTime() + millis * 1_000_000);
        try {
            return String.valueOf(tree.render(new TemplateContext(parser, words)));
        } catch (RenderingFailed fault) {
            throw fault;
        } catch (RuntimeException | StackOverflowError fault) {
            throw new RenderingFailed("content.fault.render", null, firstLine(fault.getMessage()));
        } finally {
            DEADLINE.remove();
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** A filter that neither makes things big nor goes on when the time is over. */
    private static final class Guarded extends Filter {

        private final Filter filter;

        Guarded(Filter filter) {
            super(filter.name);
            this.filter = filter;
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            var deadline = DEADLINE.get();
            if (deadline != null && System.nanoTime() > deadline) {
                throw new RenderingFailed("content.fault.tooSlow", null);
            }
            before(value, params);
            return after(filter.apply(value, context, params));
        }

        private void before(@Nullable Object value, Object[] params) {
            if (value == null || params.length == 0) {
                return;
            }
            if (name.startsWith("replace") && params.length > 1) {
                long most = (String.valueOf(value).length() + 1L)
                        * String.valueOf(params[1]).length();
                tooBigWhen(most > 10L * LONGEST_TEXT);
            }
            if (name.equals("date")) {
                tooBigWhen(WIDE_DATE_PART.matcher(String.valueOf(params[0])).find());
            }
            if (name.equals("join")) {
                int items = value instanceof Collection<?> many
                        ? many.size()
                        : value instanceof Object[] array ? array.length : 1;
                tooBigWhen((long) items * String.valueOf(params[0]).length() > 10L * LONGEST_TEXT);
            }
        }

        private static Object after(Object result) {
            if (result instanceof CharSequence text) {
                tooBigWhen(text.length() > LONGEST_TEXT);
            } else if (result instanceof BigDecimal number) {
                tooBigWhen(number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS);
            } else if (result instanceof List<?> list) {
                tooBigWhen(list.size() > MOST_ITEMS);
            } else if (result instanceof Object[] array) {
                tooBigWhen(array.length > MOST_ITEMS);
            }
            return result;
        }

        private static void tooBigWhen(boolean tooBig) {
            if (tooBig) {
                throw new RenderingFailed("content.fault.tooBig", null);
            }
        }
    }
}
