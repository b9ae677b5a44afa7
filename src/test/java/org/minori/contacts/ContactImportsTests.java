package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minori.MinoriTest;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MinoriTest
class ContactImportsTests {

    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    @Autowired
    ContactImports imports;

    @Autowired
    ImportWorker worker;

    @Autowired
    ImportRows rows;

    @Autowired
    ImportChunks chunks;

    @Autowired
    ContactDirectory directory;

    @Autowired
    ContactSettings settings;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void aBusinessCardListInShiftJisWithJapaneseHeadersIsTakenWhole() {
        var email = Contacts.freshEmail();
        var id = take(
                "氏名,フリガナ,貴社名,部署,役職,メールアドレス,携帯,業種,展示会で話したこと\r\n" + "髙橋　花子,ﾀｶﾊｼ ﾊﾅｺ,㈱みのり" + email + ",営業部,課長," + email
                        + ",090-0000-0000,製造業,\"価格①,納期\"\r\n",
                SHIFT_JIS,
                true,
                Set.of("展示会"),
                new Consent(ConsentBasis.BUSINESS_CARD, Instant.parse("2026-11-01T00:00:00Z"), "展示会で名刺交換"));

        var card = card(email);
        assertThat(imports.find(id).state()).isEqualTo(ImportState.DONE);
        assertThat(imports.find(id).created()).isEqualTo(1);
        assertThat(card.lastName()).isEqualTo("髙橋");
        assertThat(card.firstName()).isEqualTo("花子");
        assertThat(card.lastNameKana()).isEqualTo("タカハシ");
        assertThat(card.company()).isEqualTo("㈱みのり" + email);
        assertThat(card.tags()).containsExactly("展示会");
        assertThat(card.fields()).containsEntry("industry", "製造業").containsEntry("mobilePhone", "090-0000-0000");
        assertThat(card.fields()).containsValue("価格①,納期");
        assertThat(card.consent().basis()).isEqualTo(ConsentBasis.BUSINESS_CARD);
        assertThat(directory.hasConsent(card.id())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"MS932", "UTF-8"})
    void anExportOfEightIsReadBehindItsNotesWithItsTagsAndTheDayOfEachCard(String charset) {
        var email = Contacts.freshEmail();
        var id = take(
                "2026/11/20 10:15時点の名刺データです。\r\n合計 2 件\r\n\r\n*「'?'を含んだデータ」は、読み取れない文字を含む名刺です\r\n\r\n"
                        + "会社名,部署名,役職,氏名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日,Eightでつながっている人,再データ化中の名刺,'?'を含んだデータ,展示会2026①,役員\r\n"
                        + "㈱みのり,営業部,課長,髙橋 﨑子," + email
                        + ",100-0001,東京都,03-0000-0000,,,,090-0000-0000,,2022/05/26,,,,1,\r\n"
                        + "㈱みのり,,,髙橋 﨑子," + email + ",,,,,,,,,2022/05/26,,,,,1\r\n",
                Charset.forName(charset),
                false,
                Set.of(),
                new Consent(ConsentBasis.BUSINESS_CARD, Instant.parse("2026-11-20T00:00:00Z"), null));

        var card = card(email);
        assertThat(imports.find(id).rows()).isEqualTo(2);
        assertThat(imports.find(id).refused()).isZero();
        assertThat(card.lastName() + card.firstName() + card.company()).isEqualTo("髙橋﨑子㈱みのり");
        assertThat(card.department()).isEqualTo("営業部");
        assertThat(card.phone()).isEqualTo("03-0000-0000");
        assertThat(card.fields()).containsEntry("mobilePhone", "090-0000-0000");
        assertThat(card.tags()).containsExactlyInAnyOrder("展示会20261", "役員");
        assertThat(card.consent().obtainedAt())
                .isBetween(Instant.parse("2022-05-25T00:00:00Z"), Instant.parse("2022-05-26T23:59:59Z"));
    }

    @Test
    void notesBeforeTheHeadersAreShownAndLeftOutOfTheRows() {
        var id = imports.upload(
                "eight.csv", bytes("合計 1 件\n会社名,氏名,e-mail\n㈱甲,山田 太郎,a@example.co.jp\n", StandardCharsets.UTF_8), null);

        assertThat(imports.preview(id).skipped()).containsExactly("合計 1 件");
        assertThat(imports.preview(id).headers()).containsExactly("会社名", "氏名", "e-mail");
        assertThat(imports.preview(id).rows()).hasSize(1);
        imports.cancel(id);
    }

    @Test
    void badRowsAreListedAndNothingOfAGoodRowIsLost() throws IOException {
        var good = Contacts.freshEmail();
        var id = take(
                "メールアドレス,姓,従業員数\n=cmd@,田中,1\n" + good + ",鈴木,\"1,200\"\n," + "佐藤,5\n" + Contacts.freshEmail()
                        + ",高木,たくさん\n",
                StandardCharsets.UTF_8,
                false,
                Set.of(),
                null);

        var progress = imports.find(id);
        assertThat(progress.rows()).isEqualTo(4);
        assertThat(progress.created()).isEqualTo(1);
        assertThat(progress.refused()).isEqualTo(3);
        assertThat(card(good).fields()).containsEntry("employees", "1200");
        assertThat(imports.refused(id, 10)).extracting(RefusedRow::line).containsExactly(2L, 4L, 5L);
        assertThat(imports.refused(id, 10).get(2).faults().get(0).field()).isEqualTo("従業員数");
        var csv = new StringBuilder();
        imports.writeRefused(id, csv);
        assertThat(csv.toString())
                .startsWith("\ufeff\"メールアドレス\"")
                .contains("\"'=cmd@\",\"田中\",\"1\",\"2\",")
                .doesNotContain("鈴木");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quote | mail,name%n{},\"open%n",
                "afterQuote | mail,name%n{},\"a\"b%n",
                "nul | mail,name%n{},a\\0b%n",
                "header | mail,mail%n{},a%n",
                "noRows | mail,name%n",
                "columns | mail,{5000}%n{},a%n",
            })
    void aBrokenFileChangesNothing(String fault, String text) {
        var email = Contacts.freshEmail();
        var content = text.replace("{5000}", ",".repeat(5_000))
                .replace("{}", email)
                .replace("%n", "\n")
                .replace("\\0", "\0");
        int before = count("SELECT COUNT(*) FROM contact_import");

        assertThatThrownBy(() -> imports.upload(
                        "broken.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), null))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors().get(0).messageKey())
                                .isEqualTo("contacts.import.broken." + fault));
        assertThat(count("SELECT COUNT(*) FROM contact_import")).isEqualTo(before);
        assertThat(directory.resolve(new ContactReference(null, email, null, null)))
                .isEmpty();
    }

    @Test
    void theLastRowOfAPersonWinsAndItIsSaid() {
        var email = Contacts.freshEmail();
        var id = take(
                "email,姓\n" + email + ",旧姓\n" + email.toUpperCase(Locale.ROOT) + ",新姓\n",
                StandardCharsets.UTF_8,
                false,
                Set.of(),
                null);

        assertThat(card(email).lastName()).isEqualTo("新姓");
        assertThat(imports.find(id).created()).isEqualTo(1);
        assertThat(imports.find(id).duplicates()).isEqualTo(1);
    }

    @Test
    void anImportGoesOnWhereAKilledNodeLeftIt() throws IOException {
        var stem = Contacts.freshEmail();
        var csv = "email,姓\n"
                + IntStream.range(0, 1_250)
                        .mapToObj(i -> "r" + i + "." + stem + ",姓" + i)
                        .collect(Collectors.joining("\n"));
        var id =
                imports.take("resume.csv", bytes(csv, StandardCharsets.UTF_8), null, null, false, Set.of(), null, null);
        var holder = "a-node-that-dies";
        assertThat(rows.claim(holder)).contains(id);
        chunkOf(id, holder);
        assertThat(imports.find(id).processed()).isEqualTo(500);

        assertThat(worker.round()).isFalse();
        jdbc.update("UPDATE contact_import SET lease_until = '2026-01-01 00:00:00' WHERE id = ?", id.value());
        assertThat(worker.round()).isTrue();

        assertThat(chunkOf(id, holder)).isFalse();
        var progress = imports.find(id);
        assertThat(progress.state()).isEqualTo(ImportState.DONE);
        assertThat(progress.processed()).isEqualTo(1_250);
        assertThat(progress.created()).isEqualTo(1_250);
        assertThat(count("SELECT COUNT(*) FROM contact WHERE email LIKE 'r%." + stem + "'"))
                .isEqualTo(1_250);
        assertThat(Files.exists(settings.imports().resolve(id + ".csv"))).isFalse();
    }

    @Test
    void anImportCanBeTakenBackButNotWhatWasChangedSince() {
        var known = Contacts.freshEmail();
        var fresh = Contacts.freshEmail();
        var touched = Contacts.freshEmail();
        directory.upsert(Contacts.with(known, "元の姓", "元の名"));
        directory.setField(idOf(known), "industry", "元の業種");
        var id = take(
                "email,姓,業種,住所\n" + known + ",新しい姓,新業種,東京\n" + fresh + ",新人,x,y\n" + touched + ",変更,x,y\n",
                StandardCharsets.UTF_8,
                false,
                Set.of("undo-tag"),
                new Consent(ConsentBasis.BUSINESS_CARD, Instant.parse("2026-11-01T00:00:00Z"), null));
        assertThat(card(known).lastName()).isEqualTo("新しい姓");
        jdbc.update("UPDATE contact SET updated_at = '2026-12-31 00:00:00' WHERE email = ?", touched);

        imports.undo(id);
        while (worker.round()) {}

        assertThat(imports.find(id).state()).isEqualTo(ImportState.UNDONE);
        assertThat(imports.find(id).undone()).isEqualTo(2);
        assertThat(imports.find(id).kept()).isEqualTo(1);
        var restored = card(known);
        assertThat(restored.lastName()).isEqualTo("元の姓");
        assertThat(restored.fields()).isEqualTo(Map.of("industry", "元の業種"));
        assertThat(restored.tags()).isEmpty();
        assertThat(restored.consent()).isNull();
        assertThat(directory.resolve(new ContactReference(null, fresh, null, null)))
                .isEmpty();
        assertThat(card(touched).lastName()).isEqualTo("変更");
    }

    @Test
    void realJapaneseNamesSurviveEveryEncoding() throws IOException {
        var names = Pattern.compile("- \\['([^']+)', '([^']+)', '([^']+)', '([^']+)'\\]")
                .matcher(Files.readString(Path.of("src/test/resources/contacts/jp-names/names.yml")));
        var stem = Contacts.freshEmail();
        var people = names.results()
                .filter(name -> SHIFT_JIS.newEncoder().canEncode(name.group(1)))
                .limit(600)
                .toList();
        var csv = "お名前,ふりがな,メール\n"
                + IntStream.range(0, people.size())
                        .mapToObj(i -> "山田 " + people.get(i).group(1) + ",やまだ "
                                + people.get(i).group(2) + ",n" + i + "." + stem)
                        .collect(Collectors.joining("\n"));

        take(csv, SHIFT_JIS, false, Set.of(), null);

        var last = card("n" + (people.size() - 1) + "." + stem);
        assertThat(last.firstName()).isEqualTo(people.get(people.size() - 1).group(1));
        assertThat(last.firstNameKana()).isEqualTo(people.get(people.size() - 1).group(3));
    }

    @Test
    void aMappingThatFindsNobodyOrNoFieldIsRefused() {
        var csv = "a,b\n1,2\n";
        assertThatThrownBy(() -> take(csv, StandardCharsets.UTF_8, false, Set.of(), null))
                .hasMessageContaining("noKeyColumn");
        assertThatThrownBy(() -> imports.take(
                        "x.csv",
                        bytes(csv, StandardCharsets.UTF_8),
                        null,
                        Map.of("a", "email", "zzz", "lastName"),
                        false,
                        Set.of(),
                        null,
                        null))
                .hasMessageContaining("noSuchColumn");
        assertThatThrownBy(() -> imports.take(
                        "x.csv",
                        bytes(csv, StandardCharsets.UTF_8),
                        null,
                        Map.of("a", "email", "b", "createdAt"),
                        false,
                        Set.of(),
                        null,
                        null))
                .hasMessageContaining("unknownField");
    }

    private ImportId take(String csv, Charset charset, boolean createFields, Set<String> tags, Consent consent) {
        var id = imports.take("list.csv", bytes(csv, charset), null, null, createFields, tags, null, consent);
        while (worker.round()) {}
        return id;
    }

    /** Takes the next 500 rows as the given node. */
    private boolean chunkOf(ImportId id, String holder) throws IOException {
        if (!Files.exists(settings.imports().resolve(id + ".csv"))) {
            return chunks.take(id, holder, rows.plan(id).options(), List.of());
        }
        try (var csv = imports.open(id, rows.plan(id))) {
            csv.next();
            var chunk = new ArrayList<CsvReader.Row>();
            for (int i = 0; i < ImportWorker.ROWS_A_CHUNK; i++) {
                chunk.add(csv.next());
            }
            return chunks.take(id, holder, rows.plan(id).options(), chunk);
        }
    }

    private static ByteArrayInputStream bytes(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }

    private ContactId idOf(String email) {
        return directory.resolve(new ContactReference(null, email, null, null)).orElseThrow();
    }

    private ContactCard card(String email) {
        return directory.get(idOf(email));
    }

    private int count(String sql) {
        return jdbc.queryForObject(sql, Integer.class);
    }
}
