package org.minori.contacts;

import java.io.Flushable;
import java.io.IOException;
import java.util.List;

/**
 * Writes CSV that spreadsheets open as it is meant: with a byte order mark, every cell in quotes, and an apostrophe before
 * what they would otherwise run as a formula.
 */
final class CsvWriter implements TableWriter {

    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final Appendable out;

    private CsvWriter(Appendable out, boolean marked) throws IOException {
        this.out = out;
        if (marked) {
            out.append('\ufeff');
        }
    }

    CsvWriter(Appendable out) throws IOException {
        this(out, true);
    }

    /** For encodings that have no byte order mark. */
    static CsvWriter withoutMark(Appendable out) throws IOException {
        return new CsvWriter(out, false);
    }

    @Override
    public void row(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "\"" : ",\"")
                    .append(safe(cells.get(i)).replace("\"", "\"\""))
                    .append('"');
        }
        out.append("\r\n");
    }

    @Override
    public void finish() throws IOException {
        if (out instanceof Flushable buffered) {
            buffered.flush();
        }
    }

    static String safe(String cell) {
        int start = 0;
        while (start < cell.length() && (cell.charAt(start) == ' ' || cell.charAt(start) == '\u3000')) {
            start++;
        }
        return start < cell.length() && FORMULA_STARTS.indexOf(cell.charAt(start)) >= 0 ? "'" + cell : cell;
    }
}
