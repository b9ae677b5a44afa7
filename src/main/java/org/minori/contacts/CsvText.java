package org.minori.contacts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which letters a file is written, found by decoding all of it strictly: a wrong guess would garble names. */
final class CsvText {

    private static final String WINDOWS_JAPANESE = "windows-31j";
    private static final String UNIX_JAPANESE = "EUC-JP";
    private static final int SAMPLE = 200_000;

    /** Name of what is read line by line, see {@link MixedLines}. */
    static final String MIXED = "mixed";

    /** What people may choose themselves. */
    static final List<String> CHOICES =
            List.of("UTF-8", "windows-31j", "EUC-JP", "UTF-16LE", "UTF-16BE", "windows-1252", MIXED);

    private CsvText() {}

    /** What somebody calls an encoding; Shift_JIS always with the letters that Windows added (①, ㈱, 髙). */
    static Optional<String> named(String name) {
        return name.strip().equalsIgnoreCase(MIXED)
                ? Optional.of(MIXED)
                : charset(name).map(Charset::name);
    }

    private static Optional<Charset> charset(String name) {
        var plain = name.strip().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return switch (plain) {
            case "utf8", "utf8bom", "utf8sig" -> Optional.of(StandardCharsets.UTF_8);
            case "shiftjis", "sjis", "cp932", "ms932", "windows31j", "windows932" ->
                Optional.of(Charset.forName(WINDOWS_JAPANESE));
            case "eucjp" -> Optional.of(Charset.forName(UNIX_JAPANESE));
            case "utf16", "utf16le" -> Optional.of(StandardCharsets.UTF_16LE);
            case "utf16be" -> Optional.of(StandardCharsets.UTF_16BE);
            case "windows1252", "cp1252", "latin1", "iso88591" -> Optional.of(Charset.forName("windows-1252"));
            default -> Optional.empty();
        };
    }

    /** The encoding that decodes the whole file; BrokenCsv when there is none, so that somebody is asked. */
    static String detect(Path file) throws IOException {
        var head = head(file);
        if (head.length == 0) {
            throw new BrokenCsv("contacts.import.broken.empty");
        }
        if (starts(head, 'P', 'K', 3, 4) || starts(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new BrokenCsv("contacts.import.broken.excel");
        }
        if (starts(head, 0xff, 0xfe)) {
            return checked(file, "UTF-16LE");
        }
        if (starts(head, 0xfe, 0xff)) {
            return checked(file, "UTF-16BE");
        }
        if (decodes(file, "UTF-8")) {
            return "UTF-8";
        }
        if (MixedLines.in(file).isPresent()) {
            return MIXED;
        }
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            return checked(file, "UTF-8");
        }
        if (decodes(file, WINDOWS_JAPANESE)) {
            return looksLikeUnixJapanese(file) ? UNIX_JAPANESE : WINDOWS_JAPANESE;
        }
        if (decodes(file, UNIX_JAPANESE)) {
            return UNIX_JAPANESE;
        }
        throw new BrokenCsv("contacts.import.broken.encoding");
    }

    /** The encoding, when all of the file is written in it. */
    static String checked(Path file, String encoding) throws IOException {
        if (!decodes(file, encoding)) {
            throw new BrokenCsv("contacts.import.broken.notIn", encoding);
        }
        return encoding;
    }

    /** Opens the text without its byte order mark; a byte that is not in the encoding is an error. */
    static Reader open(Path file, String encoding) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 65_536);
        bytes.mark(3);
        var head = bytes.readNBytes(3);
        bytes.reset();
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            bytes.skipNBytes(3);
        } else if (encoding.startsWith("UTF-16") && (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff))) {
            bytes.skipNBytes(2);
        }
        if (encoding.equals(MIXED)) {
            return new MixedLines(bytes);
        }
        return new InputStreamReader(
                bytes,
                Charset.forName(encoding)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The sign that occurs most outside of quotes in the first line with any: notes before a table have none. */
    static char delimiter(Path file, String encoding) throws IOException {
        var counts = new int[3];
        var signs = new char[] {',', '\t', ';'};
        try (var reader = open(file, encoding)) {
            boolean quoted = false;
            for (int i = 0; i < SAMPLE; i++) {
                int c = reader.read();
                boolean ended = !quoted && (c == '\n' || c == '\r');
                if (c < 0 || (ended && counts[0] + counts[1] + counts[2] > 0)) {
                    break;
                }
                quoted ^= c == '"';
                for (int sign = 0; !quoted && sign < signs.length; sign++) {
                    counts[sign] += c == signs[sign] ? 1 : 0;
                }
            }
        }
        int most = 0;
        for (int sign = 1; sign < signs.length; sign++) {
            most = counts[sign] > counts[most] ? sign : most;
        }
        return signs[most];
    }

    /** EUC-JP read as Windows Japanese is full of half-width katakana, which no real list is. */
    private static boolean looksLikeUnixJapanese(Path file) throws IOException {
        int halfWidth = 0;
        int beyondAscii = 0;
        try (var reader = open(file, WINDOWS_JAPANESE)) {
            for (int i = 0; i < SAMPLE; i++) {
                int c = reader.read();
                if (c < 0) {
                    break;
                }
                beyondAscii += c > 0x7f ? 1 : 0;
                halfWidth += c >= 0xff61 && c <= 0xff9f ? 1 : 0;
            }
        }
        return halfWidth * 2 > beyondAscii && decodes(file, UNIX_JAPANESE);
    }

    private static boolean decodes(Path file, String encoding) throws IOException {
        var buffer = new char[65_536];
        try (var reader = open(file, encoding)) {
            int read = 0;
            while (read >= 0) {
                read = reader.read(buffer);
            }
            return true;
        } catch (CharacterCodingException notInIt) {
            return false;
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(4);
        }
    }

    private static boolean starts(byte[] head, int... with) {
        return head.length >= with.length && Arrays.equals(Arrays.copyOf(head, with.length), toBytes(with));
    }

    private static byte[] toBytes(int[] values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
