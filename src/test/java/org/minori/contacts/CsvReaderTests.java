package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comma_in_quotes",
                "empty",
                "empty_crlf",
                "escaped_quotes",
                "json",
                "newlines",
                "newlines_crlf",
                "quotes_and_newlines",
                "simple",
                "simple_crlf",
                "utf8"
            })
    void theSpectrumIsReadAsItSays(String name) throws IOException {
        var spectrum = Path.of("src/test/resources/contacts/csv-spectrum");
        var expected = new ObjectMapper()
                .readValue(
                        spectrum.resolve("json/" + name + ".json").toFile(),
                        new TypeReference<List<Map<String, String>>>() {});

        var text = Files.readString(spectrum.resolve("csvs/" + name + ".csv")).replace("\r\n", "\n");
        var path = write((name.endsWith("_crlf") ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8));
        var records = new ArrayList<Map<String, String>>();
        try (var csv = new CsvReader(CsvText.open(path, CsvText.detect(path)), CsvText.delimiter(path, "UTF-8"))) {
            var header = csv.next().cells();
            for (var row = csv.next(); row != null; row = csv.next()) {
                var record = new LinkedHashMap<String, String>();
                for (int i = 0; i < header.size(); i++) {
                    record.put(header.get(i), row.cells().get(i));
                }
                records.add(record);
            }
        }

        assertThat(records).isEqualTo(expected);
    }

    @Test
    void brokenQuotesAreNamedByTheirLine() {
        assertBroken(() -> readAll("a,b\n1,2\n3,\"open\n4,5\n"), "contacts.import.broken.quote", 3L);
        assertBroken(() -> readAll("a,b\n\"x\"y,2\n"), "contacts.import.broken.afterQuote", 2L);
    }

    @Test
    void whatIsBeyondMeasureIsRefusedBeforeItFillsTheMemory() {
        assertBroken(() -> readAll("a\0b\n"), "contacts.import.broken.nul", 1L);
        assertBroken(() -> readAll("a,b\n" + "x".repeat(1_000_001)), "contacts.import.broken.length", 2L);
        assertBroken(() -> readAll("a" + ",a".repeat(5_000)), "contacts.import.broken.columns", 1L);
        assertBroken(() -> readEndless(), "contacts.import.broken.length", 1L);
    }

    @Test
    void linesAreCountedAsAnEditorCountsThem() throws IOException {
        var rows = readAll("h1,h2\r\n\r\n\"two\r\nlines\",x\r\n , \r\nlast,y");

        assertThat(rows).extracting(CsvReader.Row::line).containsExactly(1L, 3L, 6L);
        assertThat(rows.get(1).cells()).containsExactly("two\r\nlines", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP"})
    void theEncodingIsFoundOut(String name) throws IOException {
        var charset = Charset.forName(name);
        var file = write("氏名,会社名\n髙橋　太郎,㈱みのり①\n山田花子,サンプル商事\n"
                .replace(name.equals("EUC-JP") ? "髙" : "\0", "高")
                .replace(name.equals("EUC-JP") ? "㈱" : "\0", "")
                .replace(name.equals("EUC-JP") ? "①" : "\0", "")
                .getBytes(charset));

        assertThat(CsvText.detect(file)).isEqualTo(name);
    }

    @Test
    void marksAtTheBeginningTellTheEncodingAndAreNoText() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var file = write(("\ufeff氏名\t会社名\n山田\tみのり\n").getBytes(charset));

            var encoding = charset.name();
            assertThat(CsvText.detect(file)).isEqualTo(encoding);
            assertThat(CsvText.delimiter(file, encoding)).isEqualTo('\t');
            try (var csv = new CsvReader(CsvText.open(file, encoding), '\t')) {
                assertThat(csv.next().cells()).containsExactly("氏名", "会社名");
            }
        }
    }

    @Test
    void whatIsNoTextIsAskedAbout() throws IOException {
        var mixed = write(new byte[] {(byte) 0x81, (byte) 0xff, (byte) 0xfe, 0x20, (byte) 0xa0});
        assertThatThrownBy(() -> CsvText.detect(mixed)).hasMessageContaining("broken.encoding");
        var excel = write(new byte[] {'P', 'K', 3, 4, 20, 0});
        assertThatThrownBy(() -> CsvText.detect(excel)).hasMessageContaining("broken.excel");
        var empty = write(new byte[0]);
        assertThatThrownBy(() -> CsvText.detect(empty)).hasMessageContaining("broken.empty");
    }

    @Test
    void japaneseHeadersFindTheirFields() {
        var fields = List.of(
                new ContactField("industry", "業種", "Industry", ContactField.Type.TEXT, null),
                new ContactField("prefecture", "都道府県", "Prefecture", ContactField.Type.TEXT, null),
                new ContactField("mobilePhone", "携帯電話", "Mobile", ContactField.Type.TEXT, null),
                BuiltInField.EMAIL.asField(),
                BuiltInField.LAST_NAME.asField(),
                BuiltInField.FIRST_NAME.asField(),
                BuiltInField.LAST_NAME_KANA.asField(),
                BuiltInField.COMPANY.asField(),
                BuiltInField.DEPARTMENT.asField(),
                BuiltInField.JOB_TITLE.asField(),
                BuiltInField.PHONE.asField());

        assertThat(HeaderLikeness.targets(
                        List.of(
                                "姓", "名", "セイ", "氏名", "フリガナ", "貴社名", "部署名", "お役職", "Ｅ－ｍａｉｌ", "電話番号", "携帯", "都道府県", "業種",
                                "メール", "謎"),
                        fields))
                .containsExactly(
                        "lastName",
                        "firstName",
                        "lastNameKana",
                        "fullName",
                        "fullNameKana",
                        "company",
                        "department",
                        "",
                        "email",
                        "phone",
                        "mobilePhone",
                        "prefecture",
                        "industry",
                        "",
                        "");
    }

    private List<CsvReader.Row> readAll(String text) throws IOException {
        return readAll(new StringReader(text));
    }

    private List<CsvReader.Row> readAll(Reader text) throws IOException {
        var rows = new ArrayList<CsvReader.Row>();
        try (var csv = new CsvReader(text, ',')) {
            for (var row = csv.next(); row != null; row = csv.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private void readEndless() throws IOException {
        readAll(new Reader() {
            @Override
            public int read(char[] buffer, int from, int length) {
                Arrays.fill(buffer, from, from + length, 'x');
                return length;
            }

            @Override
            public void close() {}
        });
    }

    private static void assertBroken(ThrowingCallable reading, String messageKey, long line) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(BrokenCsv.class, broken -> {
            assertThat(broken.errors().get(0).messageKey()).isEqualTo(messageKey);
            assertThat(broken.errors().get(0).arguments().get(0)).isEqualTo(line);
        });
    }

    private Path write(byte[] bytes) throws IOException {
        var file = File.createTempFile("csv", ".csv", folder.toFile()).toPath();
        return Files.write(file, bytes);
    }
}
