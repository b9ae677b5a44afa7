package org.minori.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The plain text of a mail: made from its HTML where the author gave none, Liquid kept. */
final class PlainText {

    private static final Pattern UNSEEN = Pattern.compile(
            "<!--.*?-->|<(head|style|title)\\b.*?</\\1\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<div style=\"display:none[^>]*>.*?</div>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile(
            "<a\\b[^>]*?\\bhref\\s*=\\s*(\"([^\"]*)\"|'([^']*)')[^>]*>(.*?)</a\\s*>",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern BREAK =
            Pattern.compile("<br\\s*/?>|</(p|div|h[1-6]|li|tr|table|ul|ol|blockquote)\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'()（）「」『』【】、。，．|\\\\^`]+");

    private PlainText() {}

    static String fromHtml(String html) {
        var shield = new LiquidShield(html);
        String text =
                HIDDEN.matcher(UNSEEN.matcher(shield.shielded()).replaceAll("")).replaceAll("");
        text = text.replaceAll("\\s+", " ");
        text = LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(linkText(link.group(4), address(link))));
        text = BREAK.matcher(text).replaceAll("\n");
        text = HtmlUtils.htmlUnescape(TAG.matcher(text).replaceAll(""));
        text = text.replace('\u00A0', ' ').replaceAll("[ \\t]*\\n[ \\t]*", "\n").replaceAll("\\n{3,}", "\n\n");
        return shield.restore(text.strip()) + "\n";
    }

    /** The template of a plain text, whose web addresses are links too. */
    static LiquidText compile(String text) {
        var out = new LiquidText.Builder();
        var pieces = LiquidSource.cut(text);
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.kind() != LiquidSource.Kind.TEXT || piece.captured()) {
                out.liquid(piece.text());
                continue;
            }
            boolean goesOn = i + 1 < pieces.size();
            links(piece.text(), goesOn, out);
        }
        return out.build(false);
    }

    private static void links(String text, boolean goesOn, LiquidText.Builder out) {
        var url = URL.matcher(text);
        int from = 0;
        while (url.find()) {
            String address = url.group().replaceAll("[.,;:!?]+$", "");
            boolean completed = !goesOn || url.end() < text.length();
            if (completed && MailHtml.isWebAddress(address)) {
                out.literal(text.substring(from, url.start())).link(address);
                from = url.start() + address.length();
            }
        }
        out.literal(text.substring(from));
    }

    private static String address(java.util.regex.MatchResult link) {
        return link.group(2) == null ? link.group(3) : link.group(2);
    }

    private static String linkText(String label, String address) {
        String words = TAG.matcher(label).replaceAll("").strip();
        return words.isEmpty() || words.equals(address.strip()) ? address : words + "\n" + address + "\n";
    }
}
