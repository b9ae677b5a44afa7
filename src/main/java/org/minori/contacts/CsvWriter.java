package org.minori.contacts;

import java.io.IOException;
import java.util.List;

/**
 * Writes CSV that spreadsheets open as it is meant: with a byte order mark, every cell in quotes, and an apostrophe before
 * what they would otherwise run as a formula.
 */
final class CsvWriter {

    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final Appendable out;

    CsvWriter(Appendable out) throws IOException {
        this.out = out;
        out.append('\ufeff');
    }

    void row(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "\"" : ",\"")
                    .append(safe(cells.get(i)).replace("\"", "\"\""))
                    .append('"');
        }
        out.append("\r\n");
    }

    static String safe(String cell) {
        int start = 0;
        while (start < cell.length() && (cell.charAt(start) == ' ' || cell.charAt(start) == '\u3000')) {
            start++;
        }
        return start < cell.length() && FORMULA_STARTS.indexOf(cell.charAt(start)) >= 0 ? "'" + cell : cell;
    }
}
