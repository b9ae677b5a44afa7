package org.minori.contacts;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;

/** Writes CSV in the letters of older Windows programs, with those of NEC and IBM; what these lack becomes 〓 and is counted. */
final class ShiftJisWriter implements TableWriter {

    private static final Charset WINDOWS_JAPANESE = Charset.forName("windows-31j");
    private static final String MISSING = "〓";

    private final CharsetEncoder encoder = WINDOWS_JAPANESE.newEncoder();
    private final Writer out;
    private final CsvWriter csv;
    private long missing;

    ShiftJisWriter(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, WINDOWS_JAPANESE));
        this.csv = CsvWriter.withoutMark(this.out);
    }

    @Override
    public void row(List<String> cells) throws IOException {
        csv.row(cells.stream().map(this::writable).toList());
    }

    private String writable(String cell) {
        if (encoder.canEncode(cell)) {
            return cell;
        }
        var written = new StringBuilder(cell.length());
        cell.codePoints().forEach(character -> {
            var letter = Character.toString(character);
            if (encoder.canEncode(letter)) {
                written.append(letter);
            } else {
                written.append(MISSING);
                missing++;
            }
        });
        return written.toString();
    }

    /** How many characters could not be written. */
    long missing() {
        return missing;
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
