package org.minori.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.minori.content.LiquidSource.Piece;
import org.springframework.web.util.HtmlUtils;

/**
 * Reads the HTML of a mail as a browser's tokenizer would, with Liquid in between, and makes the template of it: links
 * are taken out for tracking, and what could run in a reader is refused. A tokenizer and not a tree, because a tree would
 * move an {@code {% if %}} between two table rows out of the table.
 */
final class MailHtml {

    private static final Set<String> REFUSED_ELEMENTS = Set.of(
            "script",
            "iframe",
            "frame",
            "frameset",
            "object",
            "embed",
            "applet",
            "base",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "noscript",
            "template",
            "portal");
    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "background", "action", "formaction", "poster", "xlink:href", "data");
    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*:", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB = Pattern.compile("^https?://[^\\s/?#\"<>]+\\S*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS =
            Pattern.compile("^(https?|mailto|tel|sms|cid):[^\\s\"<>]*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern INLINE_IMAGE =
            Pattern.compile("^data:image/(png|gif|jpeg|webp);base64,[a-z0-9+/=\\s]*$", Pattern.CASE_INSENSITIVE);

    private enum State {
        TEXT,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE_NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        QUOTED,
        UNQUOTED,
        COMMENT
    }

    private final LiquidText.Builder out = new LiquidText.Builder();
    private final List<RenderingFailed> faults = new ArrayList<>();
    private State state = State.TEXT;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder attribute = new StringBuilder();
    private char quote;
    private boolean closing;
    private String element = "";

    /** The pieces of the value being read, kept back until it is known whether it is an address that changes. */
    private final List<Piece> value = new ArrayList<>();

    private final StringBuilder valueText = new StringBuilder();
    private int line;

    private MailHtml() {}

    /** The template of a mail's HTML; everything that is wrong with it is thrown as its first fault. */
    static LiquidText compile(String html) {
        var reading = new MailHtml();
        for (var piece : LiquidSource.cut(html)) {
            reading.line = piece.line();
            if (piece.kind() == LiquidSource.Kind.TEXT) {
                if (piece.captured()) {
                    reading.out.liquid(piece.text());
                } else {
                    piece.text().chars().forEach(character -> reading.take((char) character));
                }
            } else {
                reading.liquid(piece);
            }
        }
        if (!reading.faults.isEmpty()) {
            throw reading.faults.get(0);
        }
        if (reading.state != State.TEXT) {
            throw new RenderingFailed("content.fault.tagNotClosed", reading.line, reading.element);
        }
        return reading.out.build(true);
    }

    static boolean isWebAddress(String address) {
        return WEB.matcher(address).matches();
    }

    /** Whether an address may stand in a mail: of a harmless kind, or without a kind at all. */
    static boolean isHarmlessAddress(String address) {
        String plain = address.strip();
        return HARMLESS.matcher(plain).matches()
                || !SCHEME.matcher(plain.replaceAll("[\\p{Cntrl}\\s]", "")).find();
    }

    static String unescape(String html) {
        return html.indexOf('&') < 0 ? html : HtmlUtils.htmlUnescape(html);
    }

    private void liquid(Piece piece) {
        if (state == State.QUOTED && isAddress()) {
            if (!valueText.isEmpty()) {
                value.add(new Piece(LiquidSource.Kind.TEXT, valueText.toString(), piece.line(), false));
                valueText.setLength(0);
            }
            value.add(piece);
            return;
        }
        if (piece.kind() == LiquidSource.Kind.OUTPUT
                && state != State.TEXT
                && state != State.QUOTED
                && state != State.COMMENT) {
            faults.add(new RenderingFailed("content.fault.outsideQuotes", piece.line(), piece.text()));
        }
        out.liquid(piece.text());
    }

    private void take(char c) {
        if (c == '\n') {
            line++;
        }
        switch (state) {
            case TEXT -> text(c);
            case TAG_NAME -> tagName(c);
            case IN_TAG -> inTag(c);
            case ATTRIBUTE_NAME -> attributeName(c);
            case AFTER_NAME -> afterName(c);
            case BEFORE_VALUE -> beforeValue(c);
            case QUOTED -> quoted(c);
            case UNQUOTED -> unquoted(c);
            case COMMENT -> comment(c);
        }
    }

    private void text(char c) {
        out.literal(String.valueOf(c));
        if (c == '<') {
            state = State.TAG_NAME;
            name.setLength(0);
            closing = false;
        }
    }

    private void tagName(char c) {
        out.literal(String.valueOf(c));
        if (name.isEmpty() && c == '/') {
            closing = true;
        } else if (name.isEmpty() && c != '!' && !Character.isLetter(c)) {
            state = State.TEXT;
        } else if (c == '>' || Character.isWhitespace(c) || c == '/') {
            startTag();
            state = c == '>' ? State.TEXT : State.IN_TAG;
        } else {
            name.append(c);
            if (name.toString().equals("!--")) {
                state = State.COMMENT;
                valueText.setLength(0);
            }
        }
    }

    private void startTag() {
        element = name.toString().toLowerCase(Locale.ROOT);
        if (!closing && REFUSED_ELEMENTS.contains(element)) {
            faults.add(new RenderingFailed("content.fault.element", line, element));
        }
    }

    private void inTag(char c) {
        out.literal(String.valueOf(c));
        if (c == '>') {
            state = State.TEXT;
        } else if (!Character.isWhitespace(c) && c != '/') {
            attribute.setLength(0);
            attribute.append(c);
            state = State.ATTRIBUTE_NAME;
        }
    }

    private void attributeName(char c) {
        out.literal(String.valueOf(c));
        if (c == '=') {
            checkAttribute();
            state = State.BEFORE_VALUE;
        } else if (c == '>') {
            checkAttribute();
            state = State.TEXT;
        } else if (Character.isWhitespace(c)) {
            checkAttribute();
            state = State.AFTER_NAME;
        } else if (c == '/') {
            checkAttribute();
            state = State.IN_TAG;
        } else {
            attribute.append(c);
        }
    }

    private void afterName(char c) {
        if (c == '=') {
            out.literal("=");
            state = State.BEFORE_VALUE;
        } else {
            inTag(c);
        }
    }

    private String attributeKey() {
        return attribute.toString().toLowerCase(Locale.ROOT);
    }

    private void checkAttribute() {
        String key = attributeKey();
        if (key.startsWith("on") || key.equals("srcdoc")) {
            faults.add(new RenderingFailed("content.fault.attribute", line, key));
        }
    }

    private void beforeValue(char c) {
        valueText.setLength(0);
        value.clear();
        if (c == '"' || c == '\'') {
            out.literal(String.valueOf(c));
            quote = c;
            state = State.QUOTED;
        } else if (!Character.isWhitespace(c)) {
            state = State.UNQUOTED;
            unquoted(c);
        }
    }

    private void quoted(char c) {
        if (c == quote) {
            endValue();
            out.literal(String.valueOf(c));
            state = State.IN_TAG;
        } else if (isAddress()) {
            valueText.append(c);
        } else {
            out.literal(String.valueOf(c));
            valueText.append(c);
        }
    }

    private void unquoted(char c) {
        if (c == '>' || Character.isWhitespace(c)) {
            if (isAddress()) {
                out.literal("\"");
                endValue();
                out.literal("\"");
            } else {
                endValue();
            }
            out.literal(String.valueOf(c));
            state = c == '>' ? State.TEXT : State.IN_TAG;
        } else {
            valueText.append(c);
            if (!isAddress()) {
                out.literal(String.valueOf(c));
            }
        }
    }

    private void comment(char c) {
        out.literal(String.valueOf(c));
        valueText.append(c);
        int length = valueText.length();
        if (c == '>' && length >= 3 && valueText.substring(length - 3).equals("-->")) {
            if (valueText.toString().toLowerCase(Locale.ROOT).contains("<script")) {
                faults.add(new RenderingFailed("content.fault.element", line, "script"));
            }
            state = State.TEXT;
        }
    }

    private boolean isAddress() {
        return ADDRESSES.contains(attributeKey());
    }

    private void endValue() {
        if (!isAddress()) {
            if (element.equals("meta") && valueText.toString().strip().equalsIgnoreCase("refresh")) {
                faults.add(new RenderingFailed("content.fault.attribute", line, "http-equiv=refresh"));
            }
            return;
        }
        boolean link = attributeKey().equals("href") && (element.equals("a") || element.equals("area"));
        if (value.isEmpty()) {
            staticAddress(link);
            return;
        }
        if (!valueText.isEmpty()) {
            value.add(new Piece(LiquidSource.Kind.TEXT, valueText.toString(), line, false));
        }
        boolean puts = value.stream().anyMatch(piece -> piece.kind() == LiquidSource.Kind.OUTPUT);
        out.addressStart(link && !puts);
        value.forEach(piece -> {
            if (piece.kind() == LiquidSource.Kind.TEXT) {
                out.literal(piece.text());
            } else {
                out.liquid(piece.text());
            }
        });
        out.addressEnd();
        value.clear();
    }

    private void staticAddress(boolean link) {
        String address = unescape(valueText.toString()).strip();
        if (link && isWebAddress(address)) {
            out.link(address);
        } else if (isHarmlessAddress(address)
                || !link && INLINE_IMAGE.matcher(address).matches()) {
            out.literal(HtmlUtils.htmlEscape(address));
        } else {
            faults.add(new RenderingFailed(
                    "content.fault.address", line, address.length() > 60 ? address.substring(0, 60) : address));
        }
    }
}
