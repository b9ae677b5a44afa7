package org.minori.contacts;

import java.io.IOException;
import java.util.List;

/** Writes rows of text one after the other, whatever the file is. */
interface TableWriter {

    void row(List<String> cells) throws IOException;

    /** Writes what has to follow the last row; the stream stays open. */
    void finish() throws IOException;
}
