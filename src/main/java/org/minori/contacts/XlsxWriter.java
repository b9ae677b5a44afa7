package org.minori.contacts;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a workbook of one sheet as it goes, holding no row: every cell is text, so that none of them can be a formula. */
final class XlsxWriter implements TableWriter {

    /** What a sheet holds. */
    static final int MOST_ROWS = 1_048_576;

    private static final int LONGEST_CELL = 32_767;
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final ZipOutputStream zip;
    private final Writer sheet;
    private int sheets;
    private int rows;

    XlsxWriter(OutputStream out) throws IOException {
        this.zip = new ZipOutputStream(out);
        this.sheet = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        begin();
    }

    @Override
    public void row(List<String> cells) throws IOException {
        if (rows == MOST_ROWS) {
            end();
            begin();
        }
        rows++;
        sheet.append("<row>");
        for (var cell : cells) {
            sheet.append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            text(cell);
            sheet.append("</t></is></c>");
        }
        sheet.append("</row>");
    }

    private void begin() throws IOException {
        sheets++;
        rows = 0;
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets + ".xml"));
        sheet.append(HEAD).append("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    }

    private void end() throws IOException {
        sheet.append("</sheetData></worksheet>").flush();
        zip.closeEntry();
    }

    /** Characters that XML has no room for are left out. */
    private void text(String cell) throws IOException {
        int end = Math.min(cell.length(), LONGEST_CELL);
        for (int i = 0; i < end; i += Character.charCount(cell.codePointAt(i))) {
            int character = cell.codePointAt(i);
            switch (character) {
                case '<' -> sheet.append("&lt;");
                case '>' -> sheet.append("&gt;");
                case '&' -> sheet.append("&amp;");
                case '\r' -> sheet.append("&#13;");
                default -> {
                    if (isText(character)) {
                        sheet.append(Character.toString(character));
                    }
                }
            }
        }
    }

    private static boolean isText(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character < 0xd800)
                || (character >= 0xe000 && character != 0xfffe && character != 0xffff);
    }

    @Override
    public void finish() throws IOException {
        end();
        var types = new StringBuilder();
        var names = new StringBuilder();
        var relations = new StringBuilder();
        for (int i = 1; i <= sheets; i++) {
            types.append("<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"%sworksheet+xml\"/>"
                    .formatted(i, TYPE));
            names.append("<sheet name=\"%d\" sheetId=\"%d\" r:id=\"r%d\"/>".formatted(i, i, i));
            relations.append("<Relationship Id=\"r%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                    .formatted(i, OFFICE, i));
        }
        part(
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE + "content-types\"><Default Extension=\"rels\" ContentType=\""
                        + "application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>" + types
                        + "</Types>");
        part(
                "_rels/.rels",
                relationships(
                        "<Relationship Id=\"r1\" Type=\"" + OFFICE + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
        part(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>" + names
                        + "</sheets></workbook>");
        part("xl/_rels/workbook.xml.rels", relationships(relations.toString()));
        zip.finish();
    }

    private static String relationships(String each) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + each + "</Relationships>";
    }

    private void part(String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        sheet.append(HEAD).append(xml).flush();
        zip.closeEntry();
    }
}
