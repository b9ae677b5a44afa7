package org.minori.storage;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds to a MySQL address what batches, times and a shared server need, so that whoever sets SPRING_DATASOURCE_URL has to
 * know none of it; parameters that are given win.
 */
public class MySqlUrl implements EnvironmentPostProcessor {

    private static final String URL = "spring.datasource.url";

    private static final Map<String, String> NEEDED = needed();

    /** Made by Spring Boot before anything else. */
    public MySqlUrl() {}

    private static Map<String, String> needed() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("rewriteBatchedStatements", "true");
        parameters.put("cachePrepStmts", "true");
        parameters.put("prepStmtCacheSize", "500");
        parameters.put("prepStmtCacheSqlLimit", "8192");
        parameters.put("useServerPrepStmts", "false");
        parameters.put("useLocalSessionState", "true");
        parameters.put("maintainTimeStats", "false");
        parameters.put("cacheServerConfiguration", "true");
        parameters.put("cacheResultSetMetadata", "true");
        // Without it the engine takes another Camunda's tables on the same server for its own.
        parameters.put("nullDatabaseMeansCurrent", "true");
        parameters.put("connectionTimeZone", "UTC");
        parameters.put("forceConnectionTimeZoneToSession", "true");
        parameters.put("characterEncoding", "UTF-8");
        return parameters;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var url = environment.getProperty(URL);
        if (url != null && url.startsWith("jdbc:mysql:")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("minori mysql address", Map.of(URL, complete(url))));
        }
    }

    /** The address with what it lacks. */
    public static String complete(String url) {
        var given = url.toLowerCase(Locale.ROOT);
        var completed = new StringBuilder(url);
        NEEDED.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!given.contains("?" + lower + "=") && !given.contains("&" + lower + "=")) {
                completed
                        .append(completed.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        return completed.toString();
    }
}
