package org.minori.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.minori.MinoriApplication;
import org.minori.support.ApiClient;
import org.minori.support.MySqlServer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** One run of a measurement: its database, the application on it, and the lines that it prints. */
final class BenchRun implements AutoCloseable {

    static final String API_KEY = "bench-key-0123456789-0123456789-0123456789";
    static final String ADMIN_EMAIL = "bench@minori.example";
    static final String ADMIN_PASSWORD = "bench-password-0123";

    private final String bench;
    private final int size;
    private final String db;
    private final MySqlServer.Database database;
    private final Path folder;
    private ConfigurableApplicationContext application;

    BenchRun(String bench, int size, String db) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        this.bench = bench;
        this.size = size;
        this.db = db;
        this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/bench")), bench)
                .toAbsolutePath();
        this.database = newDatabase("bench");
    }

    int size() {
        return size;
    }

    MySqlServer.Database database() {
        return database;
    }

    /** Another empty database of the same kind and settings, for what the limit needs. */
    MySqlServer.Database newDatabase(String name) {
        if (db.equals("h2")) {
            return new MySqlServer.Database(
                    "jdbc:h2:file:" + folder.resolve(name) + ";MODE=MySQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                    "minori",
                    "minori");
        }
        return MySqlServer.start()
                .orElseThrow(() -> new IllegalStateException("no MySQL server can run here"))
                .newDatabase(name);
    }

    /** Starts the application in this JVM on the run's database, with its workers, and more settings if wanted. */
    ConfigurableApplicationContext start(String... more) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--minori.data=" + folder,
                "--minori.administration.admin-email=" + ADMIN_EMAIL,
                "--minori.administration.admin-password=" + ADMIN_PASSWORD,
                "--minori.administration.api-key=" + API_KEY,
                "--logging.level.root=WARN",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password()));
        settings.addAll(List.of(more));
        application = new SpringApplication(MinoriApplication.class).run(settings.toArray(String[]::new));
        return application;
    }

    String url() {
        return "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    ApiClient api() {
        return new ApiClient(url(), API_KEY);
    }

    JdbcTemplate jdbc() {
        return application.getBean(JdbcTemplate.class);
    }

    /** Processor time of this JVM and of the database server together since they started. */
    Duration processorTime() {
        var own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        if (db.equals("h2")) {
            return own;
        }
        return MySqlServer.start()
                .flatMap(MySqlServer::pid)
                .flatMap(ProcessHandle::of)
                .flatMap(server -> server.info().totalCpuDuration())
                .map(own::plus)
                .orElse(own);
    }

    /** Prints one measurement as a line of JSON. */
    void report(String what, double figure, String unit, String limitName, double limit) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", bench);
        line.put("what", what);
        line.put("figure", rounded(figure));
        line.put("unit", unit);
        line.put("limit", limitName);
        line.put("limitFigure", rounded(limit));
        line.put("ratio", Math.round(figure / limit * 1000) / 1000.0);
        line.put("size", size);
        line.put("db", db);
        line.put("cores", Runtime.getRuntime().availableProcessors());
        line.put("date", LocalDate.now().toString());
        print(line);
    }

    private static void print(Map<String, Object> line) {
        try {
            System.out.println(new ObjectMapper().writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double rounded(double figure) {
        return figure >= 100 ? Math.round(figure) : Math.round(figure * 1000) / 1000.0;
    }

    @Override
    public void close() {
        if (application != null) {
            application.close();
        }
    }
}
