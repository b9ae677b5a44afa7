package org.minori.content;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the law on advertising mail (特定電子メール法 4条, 施行規則 9条) wants to be read in every marketing mail: who sends
 * it, where they are, where to complain, and that and how one can refuse. What the author has put in is left alone, the
 * rest is added at the end.
 */
final class LegalBlock {

    private static final Map<String, String> ITEMS = new LinkedHashMap<>();

    static {
        ITEMS.put("sender.company", "{{ sender.company }}");
        ITEMS.put("sender.postalAddress", "{{ sender.postalAddress }}");
        ITEMS.put("sender.contact", "お問い合わせ: {{ sender.contact }}");
    }

    private static final String REFUSAL = "このメールの配信はいつでも停止できます。";
    private static final String UNSUBSCRIBE = "unsubscribeUrl";

    private LegalBlock() {}

    static String completeHtml(String html) {
        var lines = new StringBuilder();
        ITEMS.forEach((word, text) -> {
            if (!html.contains(word)) {
                lines.append(text).append("<br>\n");
            }
        });
        if (!html.contains(UNSUBSCRIBE)) {
            lines.append(REFUSAL)
                    .append("<a href=\"{{ unsubscribeUrl }}\" target=\"_blank\" style=\"color:#666666\">配信を停止する</a>");
        }
        if (lines.isEmpty()) {
            return html;
        }
        String block =
                "\n<div style=\"max-width:600px;margin:24px auto 0;padding:16px 24px;border-top:1px solid #dddddd;"
                        + "font-family:sans-serif;font-size:12px;line-height:1.8;color:#666666\">\n" + lines
                        + "\n</div>\n";
        return MailEnd.insert(html, block);
    }

    static String completeText(String text) {
        var lines = new StringBuilder();
        ITEMS.forEach((word, item) -> {
            if (!text.contains(word)) {
                lines.append(item).append('\n');
            }
        });
        if (!text.contains(UNSUBSCRIBE)) {
            lines.append(REFUSAL).append("\n{{ unsubscribeUrl }}\n");
        }
        return lines.isEmpty() ? text : text.stripTrailing() + "\n\n----------------------------------------\n" + lines;
    }
}
