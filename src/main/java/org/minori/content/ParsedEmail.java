package org.minori.content;

import java.util.Map;

/** A version of an e-mail, parsed once and rendered many times. */
final class ParsedEmail {

    private final LiquidText subject;
    private final LiquidText html;
    private final LiquidText text;
    private final boolean namesOwner;

    private ParsedEmail(LiquidText subject, LiquidText html, LiquidText text, boolean namesOwner) {
        this.subject = subject;
        this.html = html;
        this.text = text;
        this.namesOwner = namesOwner;
    }

    /** Parses what was compiled; the first fault is thrown. */
    static ParsedEmail of(String subject, String html, String plainText) {
        return new ParsedEmail(
                LiquidText.of(subject, false),
                MailHtml.compile(html),
                PlainText.compile(plainText),
                (subject + html + plainText).contains("owner."));
    }

    /** Whether it speaks of the sales person, who costs a look-up. */
    boolean namesOwner() {
        return namesOwner;
    }

    RenderedEmail render(SenderProfile sender, Map<String, Object> words, LiquidText.Addresses addresses, long millis) {
        return new RenderedEmail(
                sender.fromName(),
                sender.fromAddress(),
                HeaderText.onOneLine(subject.render(words, LiquidText.Addresses.AS_WRITTEN, millis))
                        .strip(),
                html.render(words, addresses, millis),
                text.render(words, addresses, millis));
    }
}
