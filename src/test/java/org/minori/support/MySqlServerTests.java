package org.minori.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MySqlServerTests {

    @Test
    void theBuildBringsARealMySql8ThatStoresJapaneseAndEmoji() throws SQLException {
        var database = TestDatabase.newMySqlDatabase("launcher");

        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (s VARCHAR(20))");
            statement.execute("INSERT INTO t VALUES ('髙橋 🌾')");
            var rows = statement.executeQuery("SELECT s, VERSION(), @@innodb_flush_log_at_trx_commit FROM t");
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("髙橋 🌾");
            assertThat(rows.getString(2)).startsWith("8.");
            assertThat(rows.getInt(3)).isEqualTo(1);
        }
    }
}
