package org.minori.content;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns MJML into HTML when a mail is saved. The compiler drops what it does not know without a word and lets scripts
 * through, so what is not listed is refused here; it is given no way to read files.
 */
final class MjmlCompiler {

    private static final Set<String> ELEMENTS = Set.of(
            "mjml",
            "mj-head",
            "mj-body",
            "mj-attributes",
            "mj-all",
            "mj-class",
            "mj-breakpoint",
            "mj-font",
            "mj-html-attributes",
            "mj-selector",
            "mj-html-attribute",
            "mj-preview",
            "mj-style",
            "mj-title",
            "mj-accordion",
            "mj-accordion-element",
            "mj-accordion-title",
            "mj-accordion-text",
            "mj-button",
            "mj-carousel",
            "mj-carousel-image",
            "mj-column",
            "mj-divider",
            "mj-group",
            "mj-hero",
            "mj-image",
            "mj-navbar",
            "mj-navbar-link",
            "mj-raw",
            "mj-section",
            "mj-social",
            "mj-social-element",
            "mj-spacer",
            "mj-table",
            "mj-text",
            "mj-wrapper");
    private static final Pattern ELEMENT = Pattern.compile("<\\s*(mj[a-z-]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARATION = Pattern.compile("<!\\s*(doctype|entity)", Pattern.CASE_INSENSITIVE);

    private MjmlCompiler() {}

    /** What the compiler adds for its default fonts: reading a mail must not call a third party. */
    private static final Pattern WEB_FONTS = Pattern.compile(
            "<!--\\[if !mso]><!-->(?:(?!<!--).)*?https://fonts\\.googleapis\\.com/.*?<!--<!\\[endif]-->",
            Pattern.DOTALL);

    static String html(String mjml) {
        var declaration = DECLARATION.matcher(mjml);
        if (declaration.find()) {
            throw new RenderingFailed("content.fault.element", line(mjml, declaration.start()), declaration.group(1));
        }
        var shield = new LiquidShield(mjml);
        var element = ELEMENT.matcher(shield.shielded());
        boolean any = false;
        while (element.find()) {
            any = true;
            String name = element.group(1).toLowerCase(Locale.ROOT);
            // mj-attributes holds default attributes under the elements' own names; nothing else may bring a new one.
            if (!ELEMENTS.contains(name)) {
                throw new RenderingFailed("content.fault.element", line(shield.shielded(), element.start()), name);
            }
        }
        if (!any || !shield.shielded().contains("<mjml")) {
            throw new RenderingFailed("content.fault.notMjml", null);
        }
        try {
            var html = Mjml4j.render(shield.shielded(), new Mjml4j.Configuration("ja", Mjml4j.TextDirection.AUTO));
            return shield.restore(WEB_FONTS.matcher(html).replaceAll(""));
        } catch (RuntimeException | StackOverflowError fault) {
            String said = fault.getMessage() == null ? "" : fault.getMessage();
            throw new RenderingFailed(
                    "content.fault.mjml", null, said.lines().findFirst().orElse(""));
        }
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
