package org.minori.content;

import java.util.Locale;

/** Where the body of a mail ends, so that something can be put there. */
final class MailEnd {

    /** Shows that the mail was opened; there only where the reader may be observed. */
    static final String PIXEL =
            "{% if openPixelUrl != '' %}<img src=\"{{ openPixelUrl }}\" width=\"1\" height=\"1\" alt=\"\""
                    + " style=\"display:block;width:1px;height:1px;border:0\">{% endif %}";

    private MailEnd() {}

    static String insert(String html, String addition) {
        int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body");
        return end < 0 ? html + addition : html.substring(0, end) + addition + html.substring(end);
    }
}
