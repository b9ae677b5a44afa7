package org.minori.contacts;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads text whose lines are partly UTF-8 and partly Windows Japanese, as when lists of several people were put together:
 * each line in its own letters. Read in one of the two, the names of the other would be garbled without a word.
 */
final class MixedLines extends Reader {

    private static final Charset WINDOWS_JAPANESE = Charset.forName("windows-31j");
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_LINE = 4 * CsvReader.LONGEST_RECORD;

    private enum Kind {
        PLAIN,
        UTF_8,
        WINDOWS
    }

    private record Line(Kind kind, String text) {}

    private final InputStream bytes;
    private String line = "";
    private int position;

    MixedLines(InputStream bytes) {
        this.bytes = bytes;
    }

    /** Which lines are the fewer ones; empty when the file is not such a mixture, or holds lines that are neither. */
    static Optional<OtherLines> in(Path file) throws IOException {
        long[] counts = new long[Kind.values().length];
        var utf8 = new ArrayList<Long>();
        var windows = new ArrayList<Long>();
        try (var mixed = new MixedLines(new BufferedInputStream(Files.newInputStream(file), 65_536))) {
            long number = 0;
            for (var line = mixed.nextLine(); line != null; line = mixed.nextLine()) {
                number++;
                counts[line.kind().ordinal()]++;
                var named = line.kind() == Kind.UTF_8 ? utf8 : windows;
                if (line.kind() != Kind.PLAIN && named.size() < MOST_NAMED) {
                    named.add(number);
                }
            }
        } catch (CharacterCodingException neither) {
            return Optional.empty();
        }
        long inUtf8 = counts[Kind.UTF_8.ordinal()];
        long inWindows = counts[Kind.WINDOWS.ordinal()];
        if (inUtf8 == 0 || inWindows == 0) {
            return Optional.empty();
        }
        return Optional.of(
                inUtf8 < inWindows
                        ? new OtherLines(StandardCharsets.UTF_8.name(), inUtf8, List.copyOf(utf8))
                        : new OtherLines(WINDOWS_JAPANESE.name(), inWindows, List.copyOf(windows)));
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (position == line.length()) {
            var next = nextLine();
            if (next == null) {
                return -1;
            }
            line = next.text();
            position = 0;
        }
        int count = Math.min(length, line.length() - position);
        line.getChars(position, position + count, into, offset);
        position += count;
        return count;
    }

    private @Nullable Line nextLine() throws IOException {
        var read = new ByteArrayOutputStream();
        int next = bytes.read();
        while (next >= 0 && next != '\n' && read.size() < LONGEST_LINE) {
            read.write(next);
            next = bytes.read();
        }
        if (next < 0 && read.size() == 0) {
            return null;
        }
        if (next >= 0) {
            read.write(next);
        }
        return line(read.toByteArray());
    }

    private static Line line(byte[] bytes) throws CharacterCodingException {
        var utf8 = decoded(bytes, StandardCharsets.UTF_8);
        if (utf8 != null) {
            var beyondAscii = utf8.chars().filter(c -> c > 0x7f).count();
            if (beyondAscii == 0) {
                return new Line(Kind.PLAIN, utf8);
            }
            // Two half-width katakana of Windows are valid UTF-8 too, but then no letters of Japanese.
            if (utf8.chars().filter(MixedLines::isJapanese).count() * 2 > beyondAscii) {
                return new Line(Kind.UTF_8, utf8);
            }
        }
        var windows = decoded(bytes, WINDOWS_JAPANESE);
        if (windows == null) {
            throw new MalformedInputException(1);
        }
        return new Line(Kind.WINDOWS, windows);
    }

    private static boolean isJapanese(int letter) {
        return letter >= 0x3000 && letter <= 0x9fff || letter >= 0xf900 && letter <= 0xffef;
    }

    private static @Nullable String decoded(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notInIt) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
