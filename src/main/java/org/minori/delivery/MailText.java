package org.minori.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How text is written on the wire. By hand, since the mail library looks its encoders up anew for every part of every mail
 * and passes single bytes through several streams: that was more than half of all the work of sending (measured).
 */
final class MailText {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 75;
    private static final int LONGEST_PLAIN_HEADER = 60;
    private static final int BYTES_A_WORD = 45;

    private MailText() {}

    /** Whether so much of a text is not ASCII that base64 is the shorter way. */
    static boolean isMostlyForeign(byte[] utf8) {
        int foreign = 0;
        for (byte b : utf8) {
            if (b < 0) {
                foreign++;
            }
        }
        return foreign * 6 > utf8.length;
    }

    /** The bytes of a text with every end of line as mail wants it. */
    static byte[] lines(String text) {
        var out = new StringBuilder(text.length() + text.length() / 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\r\n");
            } else if (c != '\r') {
                out.append(c);
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void base64(byte[] in, ByteArrayOutputStream out) {
        out.writeBytes(LINES.encode(in));
    }

    /** Quoted-printable (RFC 2045 6.7): readable ASCII, lines of 76 characters at the most. */
    static void quotedPrintable(byte[] in, ByteArrayOutputStream out) {
        var line = new byte[LONGEST_LINE + 3];
        int column = 0;
        for (int i = 0; i < in.length; i++) {
            byte b = in[i];
            if (b == '\r' && i + 1 < in.length && in[i + 1] == '\n') {
                endLine(line, column, out);
                i++;
                column = 0;
                continue;
            }
            boolean blankAtEnd = (b == ' ' || b == '\t') && (i + 1 == in.length || in[i + 1] == '\r');
            boolean plain = (b > ' ' && b < 0x7F && b != '=' || b == ' ' || b == '\t') && !blankAtEnd;
            if (column + (plain ? 1 : 3) > LONGEST_LINE) {
                line[column++] = '=';
                endLine(line, column, out);
                column = 0;
            }
            if (plain) {
                line[column++] = b;
            } else {
                line[column++] = '=';
                line[column++] = HEX[b >> 4 & 15];
                line[column++] = HEX[b & 15];
            }
        }
        out.write(line, 0, column);
    }

    private static void endLine(byte[] line, int length, ByteArrayOutputStream out) {
        line[length] = '\r';
        line[length + 1] = '\n';
        out.write(line, 0, length + 2);
    }

    /** A header's text: as it is when it is short ASCII, else in encoded words (RFC 2047) that are cut between characters. */
    static String header(String text) {
        if (text.length() <= LONGEST_PLAIN_HEADER
                && !text.contains("=?")
                && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            return text;
        }
        var out = new StringBuilder(text.length() * 4);
        var word = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int width = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes + width > BYTES_A_WORD) {
                encodedWord(word, out);
                bytes = 0;
            }
            word.appendCodePoint(c);
            bytes += width;
            i += Character.charCount(c);
        }
        encodedWord(word, out);
        return out.toString();
    }

    private static void encodedWord(StringBuilder word, StringBuilder out) {
        if (!out.isEmpty()) {
            out.append("\r\n ");
        }
        byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
        out.append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(bytes))
                .append("?=");
        word.setLength(0);
    }

    /** A mailbox with the name that people see. */
    static String mailbox(String name, String address) {
        String shown = header(name);
        if (shown.equals(name)) {
            shown = '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        return shown + " <" + address + ">";
    }
}
