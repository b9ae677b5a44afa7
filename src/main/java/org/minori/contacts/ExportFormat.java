package org.minori.contacts;

import java.util.Arrays;
import java.util.Optional;

/** As what a list is written: for Excel of today, for older programs in Japan, or as a workbook. */
public enum ExportFormat {
    CSV("csv", "text/csv;charset=UTF-8", "csv"),
    SHIFT_JIS("shift_jis", "text/csv;charset=Shift_JIS", "csv"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String word;
    private final String mediaType;
    private final String extension;

    ExportFormat(String word, String mediaType, String extension) {
        this.word = word;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The format that an address names. */
    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }
}
