package org.minori.contacts;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 4180 text record by record without ever holding more than one, and refuses what would make a record endless
 * or wrong: quotes that do not close, bytes that are no text, lines and rows beyond all measure. What libraries mend
 * silently would be a lead that is silently wrong.
 */
final class CsvReader implements AutoCloseable {

    static final int LONGEST_RECORD = 1_000_000;
    static final int MOST_COLUMNS = 200;
    private static final int END = -1;

    private final Reader text;
    private final char delimiter;
    private final char[] buffer = new char[16_384];
    private int position;
    private int filled;
    private long line = 1;
    private int length;

    CsvReader(Reader text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** One record and the line of the file on which it begins. */
    record Row(long line, List<String> cells) {

        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /** The next record, null at the end; lines with nothing on them are passed over. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            long begins = line;
            if (peek() == END) {
                return null;
            }
            length = 0;
            var cells = new ArrayList<String>();
            boolean more = true;
            while (more) {
                more = cell(cells, begins);
                if (cells.size() > MOST_COLUMNS) {
                    throw new BrokenCsv("contacts.import.broken.columns", begins, MOST_COLUMNS);
                }
            }
            var row = new Row(begins, cells);
            if (!row.isBlank()) {
                return row;
            }
        }
    }

    /** Adds one cell; says whether another one follows on the same record. */
    private boolean cell(List<String> cells, long begins) throws IOException {
        var cell = new StringBuilder();
        if (peek() == '"') {
            read();
            quoted(cell, line, begins);
            int after = peek();
            if (after != END && after != delimiter && after != '\r' && after != '\n') {
                throw new BrokenCsv("contacts.import.broken.afterQuote", line);
            }
        }
        while (true) {
            int c = read();
            if (c == END || c == '\n' || c == '\r') {
                if (c == '\r' && peek() == '\n') {
                    read();
                }
                if (c != END) {
                    line++;
                }
                cells.add(cell.toString());
                return false;
            }
            if (c == delimiter) {
                cells.add(cell.toString());
                return true;
            }
            take(cell, (char) c, begins);
        }
    }

    private void quoted(StringBuilder cell, long opened, long begins) throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                throw new BrokenCsv("contacts.import.broken.quote", opened);
            }
            if (c == '"') {
                if (peek() != '"') {
                    return;
                }
                read();
            } else if (c == '\n' || (c == '\r' && peek() != '\n')) {
                line++;
            }
            if (length == LONGEST_RECORD && line > opened) {
                throw new BrokenCsv("contacts.import.broken.quote", opened);
            }
            take(cell, (char) c, begins);
        }
    }

    private void take(StringBuilder cell, char c, long begins) {
        if (c == '\0') {
            throw new BrokenCsv("contacts.import.broken.nul", line);
        }
        if (length++ == LONGEST_RECORD) {
            throw new BrokenCsv("contacts.import.broken.length", begins, LONGEST_RECORD);
        }
        cell.append(c);
    }

    private int peek() throws IOException {
        if (position == filled) {
            filled = Math.max(0, text.read(buffer));
            position = 0;
            if (filled == 0) {
                return END;
            }
        }
        return buffer[position];
    }

    private int read() throws IOException {
        int c = peek();
        if (c != END) {
            position++;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
