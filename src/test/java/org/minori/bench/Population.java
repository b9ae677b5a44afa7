package org.minori.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.storage.MySqlUrl;
import org.minori.support.MySqlServer;

/**
 * A base of contacts as a company has it after years, the same for the same size: people of few large and many small
 * companies, own fields that are known of some, scores that most have little of, and on average twenty touchpoints each, of which
 * a tenth of the people have two thirds, most of them of the last months. Written by plain JDBC, since nothing else is measured here.
 */
final class Population {

    static final int TOUCHPOINTS_A_CONTACT = 20;

    private static final int PER_COMMIT = 1_000;
    private static final int COMPANIES_A_THOUSAND = 40;
    private static final int DAYS = 730;
    private static final String[] FAMILIES = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"};
    private static final String[] KANA = {"サトウ", "スズキ", "タカハシ", "タナカ", "イトウ", "ワタナベ", "ヤマモト", "ナカムラ", "コバヤシ", "カトウ"};
    private static final String[] GIVEN = {"太郎", "花子", "一郎", "美咲", "健", "陽子", "大輔", "愛", "翔", "舞"};
    private static final String[] PLACES = {"東京都", "東京都", "東京都", "大阪府", "大阪府", "愛知県", "神奈川県", "福岡県", "北海道", "京都府"};
    private static final String[] TRADES = {"製造業", "製造業", "製造業", "情報通信業", "情報通信業", "卸売業", "建設業", "運輸業", "医療", "教育"};
    private static final String[] KINDS = {
        "emailSent",
        "emailSent",
        "emailSent",
        "emailSent",
        "emailOpened",
        "emailOpened",
        "emailClicked",
        "pageViewed",
        "pageViewed",
        "pageViewed"
    };

    private final Connection connection;
    private final LocalDateTime now;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

    private Population(Connection connection, LocalDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /** Fills the tables of an application that has been started once; so many contacts, from id 1 on. */
    static void fill(MySqlServer.Database database, int contacts, LocalDateTime now) throws SQLException {
        var url = database.url().startsWith("jdbc:mysql:") ? MySqlUrl.complete(database.url()) : database.url();
        try (var connection = DriverManager.getConnection(url, database.username(), database.password())) {
            connection.setAutoCommit(false);
            new Population(connection, now).fill(contacts);
        }
    }

    /** A number from 0 to below the bound, always the same for these. */
    static int pick(long seed, int salt, int bound) {
        long mixed = (seed * 0x9E3779B97F4A7C15L ^ salt * 0xBF58476D1CE4E5B9L) * 0x94D049BB133111EBL;
        return Math.floorMod(mixed ^ mixed >>> 29, bound);
    }

    /** Small numbers often, large ones seldom. */
    private static int skewed(long seed, int salt, int bound) {
        double part = pick(seed, salt, 1_000_000) / 1e6;
        return (int) (bound * part * part * part);
    }

    private void fill(int contacts) throws SQLException {
        int companies = Math.max(10, contacts / 1_000 * COMPANIES_A_THOUSAND);
        for (int i = 1; i <= companies; i++) {
            add(
                    "INSERT INTO company (id, name, name_key, industry, employees, created_at, updated_at)",
                    (long) i,
                    "株式会社サンプル" + i,
                    "サンプル" + i,
                    TRADES[pick(i, 1, TRADES.length)],
                    10 + skewed(i, 2, 20_000),
                    now.minusDays(DAYS),
                    now.minusDays(DAYS));
            commitEvery(i);
        }
        for (int i = 1; i <= contacts; i++) {
            contact(i, companies);
            commitEvery(i);
        }
        touchpoints(contacts);
        commit();
        for (var statement : statements.values()) {
            statement.close();
        }
    }

    private void contact(long id, int companies) throws SQLException {
        int family = pick(id, 3, FAMILIES.length);
        var given = GIVEN[pick(id, 4, GIVEN.length)];
        int company = 1 + skewed(id, 5, companies);
        var email = "person" + id + "@company" + company + ".example.jp";
        var created = now.minusMinutes(pick(id, 6, DAYS * 24 * 60));
        boolean consents = pick(id, 7, 10) < 7;
        add(
                """
                INSERT INTO contact (id, email, last_name, first_name, last_name_kana, company_id, department, job_title,
                  stage, owner, source, consent_basis, consent_at, sort_name, created_at, updated_at)""",
                id,
                email,
                FAMILIES[family],
                given,
                KANA[family],
                (long) company,
                pick(id, 8, 2) == 0 ? "営業部" : "情報システム部",
                pick(id, 9, 5) == 0 ? "部長" : "担当",
                pick(id, 10, 20) == 0 ? "MQL" : "LEAD",
                "MARKETING",
                "import",
                consents ? "OPT_IN" : null,
                consents ? created : null,
                KANA[family] + id,
                created,
                created);
        add(
                "INSERT INTO contact_search (contact_id, words)",
                id,
                FAMILIES[family] + given + " " + KANA[family] + " " + email + " サンプル" + company);
        // The fields of every installation: prefecture, industry, employees; a renewal date.
        add(
                "INSERT INTO contact_values_1 (contact_id, text_1, fold_1, text_2, fold_2, number_1, date_1)",
                id,
                PLACES[pick(id, 11, PLACES.length)],
                PLACES[pick(id, 11, PLACES.length)],
                TRADES[pick(id, 12, TRADES.length)],
                TRADES[pick(id, 12, TRADES.length)],
                10 + skewed(id, 13, 5_000),
                pick(id, 14, 3) == 0 ? now.toLocalDate().plusDays(pick(id, 15, 730) - 365L) : null);
        add("INSERT INTO contact_score (contact_id, score, points)", id, "engagement", skewed(id, 16, 200));
        if (pick(id, 17, 3) == 0) {
            add("INSERT INTO contact_tag (contact_id, tag)", id, "展示会" + pick(id, 18, 12));
        }
    }

    private void touchpoints(int contacts) throws SQLException {
        long count = (long) contacts * TOUCHPOINTS_A_CONTACT;
        for (long i = 1; i <= count; i++) {
            // A tenth of the people has two thirds of the touchpoints; the newest come last, as they do in life.
            boolean busy = pick(i, 21, 3) < 2;
            long contact = 1 + (busy ? pick(i, 22, contacts / 10) * 10L : pick(i, 23, contacts));
            double age = 1 - (double) i / count;
            var at = now.minusMinutes((long) (age * age * DAYS * 24 * 60)).minusSeconds(pick(i, 24, 60));
            var kind = KINDS[pick(i, 25, KINDS.length)];
            add(
                    """
                    INSERT INTO touchpoint (id, contact_id, type, subject, occurred_at, received_at, source, machine, properties)""",
                    i,
                    contact,
                    kind,
                    kind.equals("pageViewed") ? "/products/" + pick(i, 26, 100) : "mail-" + pick(i, 27, 40),
                    at,
                    at,
                    "bench",
                    false,
                    kind.equals("pageViewed")
                            ? "{\"url\":\"https://www.example.jp/products/" + pick(i, 26, 100) + "\"}"
                            : "{}");
            commitEvery(i);
        }
    }

    private void add(String insert, Object... values) throws SQLException {
        var statement = statements.get(insert);
        if (statement == null) {
            statement = connection.prepareStatement(insert + " VALUES (?" + ", ?".repeat(values.length - 1) + ")");
            statements.put(insert, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private void commitEvery(long number) throws SQLException {
        if (number % PER_COMMIT == 0) {
            commit();
        }
    }

    private void commit() throws SQLException {
        for (var statement : statements.values()) {
            statement.executeBatch();
        }
        connection.commit();
    }

    /** The tables that it fills, for statistics. */
    static List<String> tables() {
        return new ArrayList<>(List.of(
                "company",
                "contact",
                "contact_search",
                "contact_values_1",
                "contact_score",
                "contact_tag",
                "touchpoint"));
    }
}
