package org.minori.content;

/** Text that goes into a header of a mail, where anything that ends a line would begin a header of the sender's choice. */
public final class HeaderText {

    private HeaderText() {}

    /** Whether it holds a character that ends a line somewhere, or another control character. */
    public static boolean isUnsafe(String text) {
        return text.chars().anyMatch(HeaderText::isUnsafe);
    }

    /** The text on one line, whatever somebody's name holds. */
    public static String onOneLine(String text) {
        if (!isUnsafe(text)) {
            return text;
        }
        var out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(isUnsafe(c) ? ' ' : (char) c));
        return out.toString();
    }

    private static boolean isUnsafe(int c) {
        return c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
