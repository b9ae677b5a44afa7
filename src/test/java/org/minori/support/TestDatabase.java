package org.minori.support;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.minori.storage.MySqlUrl;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Which database this run of the tests uses: {@code -Dminori.test.db=h2} (the default) or {@code mysql} or
 * {@code mariadb}. Where no such server can run the tests are skipped with a message; where {@code CI} is set that is an
 * error for MySQL.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Whether this run is on MySQL or on MariaDB, which is spoken to in the same way. */
    public static boolean isMySql() {
        return "mysql".equals(System.getProperty("minori.test.db", "h2")) || isMariaDb();
    }

    /** Whether this run is on MariaDB. */
    static boolean isMariaDb() {
        return "mariadb".equals(System.getProperty("minori.test.db", "h2"));
    }

    /** Whether the database of this run can be had here; an error where CI wants MySQL. */
    static boolean isThere() {
        if (!isMySql() || MySqlServer.start().isPresent()) {
            return true;
        }
        if (!isMariaDb() && System.getenv("CI") != null) {
            throw new IllegalStateException("CI must test on MySQL, and none could be started");
        }
        return false;
    }

    /** A new empty MySQL database, or a skipped test. */
    public static MySqlServer.Database newMySqlDatabase(String name) {
        Assumptions.assumeTrue(isThere(), "no such database server can run here");
        return MySqlServer.start().orElseThrow().newDatabase(name);
    }

    /** A new empty database of the kind of this run, for a test that fills it step by step. */
    public static DriverManagerDataSource empty(String name) {
        if (isMySql()) {
            var database = newMySqlDatabase(name);
            return new DriverManagerDataSource(
                    MySqlUrl.complete(database.url()), database.username(), database.password());
        }
        return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";MODE=MySQL;DB_CLOSE_DELAY=-1", "minori", "minori");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (isMySql()) {
            var database = newMySqlDatabase("minori_tests");
            TestPropertyValues.of(Map.of(
                            "spring.datasource.url", MySqlUrl.complete(database.url()),
                            "spring.datasource.username", database.username(),
                            "spring.datasource.password", database.password()))
                    .applyTo(context);
        }
    }
}
