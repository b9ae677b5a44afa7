package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixedLinesTests {

    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final Charset WINDOWS = Charset.forName("windows-31j");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private void line(String text, Charset charset) throws IOException {
        file.write((text + "\r\n").getBytes(charset));
    }

    private Path written() throws IOException {
        return Files.write(folder.resolve("mixed.csv"), file.toByteArray());
    }

    private static List<List<String>> rows(Path file) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (var csv = new CsvReader(CsvText.open(file, CsvText.detect(file)), ',')) {
            for (var row = csv.next(); row != null; row = csv.next()) {
                rows.add(row.cells());
            }
        }
        return rows;
    }

    @Test
    void eachLineIsReadInItsOwnLettersAndTheFewerOnesAreNamed() throws IOException {
        line("氏名,会社名", WINDOWS);
        line("髙橋 太郎,㈱みのり", WINDOWS);
        line("山田 花子,サンプル商事", UTF_8);
        line("Smith,Example", UTF_8);
        line("ﾃｽﾄ ﾊﾅｺ,ﾃｽﾄ", WINDOWS);
        var mixed = written();

        assertThat(CsvText.detect(mixed)).isEqualTo(CsvText.MIXED);
        assertThat(rows(mixed))
                .containsExactly(
                        List.of("氏名", "会社名"),
                        List.of("髙橋 太郎", "㈱みのり"),
                        List.of("山田 花子", "サンプル商事"),
                        List.of("Smith", "Example"),
                        List.of("ﾃｽﾄ ﾊﾅｺ", "ﾃｽﾄ"));
        assertThat(MixedLines.in(mixed)).contains(new OtherLines("UTF-8", 1, List.of(3L)));
    }

    @Test
    void aFewLinesOfWindowsInUnicodeAreFoundToo() throws IOException {
        line("\ufeff氏名,会社名", UTF_8);
        line("山田 花子,サンプル商事", UTF_8);
        line("髙橋 太郎,㈱みのり", WINDOWS);
        var mixed = written();

        assertThat(rows(mixed).get(0)).containsExactly("氏名", "会社名");
        assertThat(rows(mixed).get(2)).containsExactly("髙橋 太郎", "㈱みのり");
        assertThat(MixedLines.in(mixed)).contains(new OtherLines("windows-31j", 1, List.of(3L)));
    }

    @Test
    void oneEncodingIsNoMixture() throws IOException {
        line("氏名,会社名", WINDOWS);
        line("ﾃｽﾄ,ﾃｽﾄ", WINDOWS);
        var plain = written();

        assertThat(MixedLines.in(plain)).isEmpty();
        assertThat(CsvText.detect(plain)).isEqualTo("windows-31j");
    }
}
