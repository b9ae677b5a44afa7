package org.minori.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Renders somebody's own Liquid with somebody's own values, just as mails are rendered; nothing is stored. */
@Service
public class TemplateRendering {

    private static final long MILLIS = 1_000;
    private static final int DEEPEST = 20;

    /** The tags that a template may use. */
    public static Set<String> tags() {
        return LiquidSource.tags();
    }

    /** The filters that a template may use. */
    public static Set<String> filters() {
        return LiquidFilters.names();
    }

    /** The text; {@link RenderingFailed} says why there is none. */
    public String render(String template, Map<String, Object> values, boolean escapeHtml) {
        var words = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> words.put(name, plain(value, 0)));
        return LiquidText.of(LiquidText.harmless(template), escapeHtml)
                .render(words, LiquidText.Addresses.AS_WRITTEN, MILLIS);
    }

    private static @Nullable Object plain(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new RenderingFailed("content.fault.tooDeep", null, DEEPEST);
        }
        if (value instanceof String text) {
            return LiquidText.harmless(text);
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((name, entry) -> copy.put(String.valueOf(name), plain(entry, depth + 1)));
            return copy;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(entry -> copy.add(plain(entry, depth + 1)));
            return copy;
        }
        return value;
    }
}
