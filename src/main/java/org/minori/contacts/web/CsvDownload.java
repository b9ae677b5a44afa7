package org.minori.contacts.web;

import jakarta.servlet.http.HttpServletResponse;
import org.minori.contacts.ExportFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Answers with a table that is saved, not shown. */
final class CsvDownload {

    private CsvDownload() {}

    static void begin(HttpServletResponse response, String fileName) {
        begin(response, ExportFormat.CSV.mediaType(), fileName);
    }

    static void begin(HttpServletResponse response, String mediaType, String fileName) {
        response.setContentType(mediaType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(fileName).build().toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
