package org.minori.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The built jar as a process of its own, as an installation would run it: a real port, a real database, and a process
 * that can be killed. Each has a folder of its own under {@code target}.
 */
public final class RunningMinori implements AutoCloseable {

    public static final String ADMIN_EMAIL = "admin@minori.example";
    public static final String ADMIN_PASSWORD = "minoru-hodo-koube-wo";
    public static final String API_KEY = "journey-key-0123456789-0123456789-abcdef";

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> jvmOptions = new ArrayList<>(List.of("-Xmx700m", "-XX:+UseParallelGC"));
    private final Path folder;
    private final int port;
    private MySqlServer.Database database;
    private Process process;

    private RunningMinori(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** One on a new database of the kind that this run of the tests uses, not started yet. */
    public static RunningMinori prepared(String name) {
        try {
            var target = Files.createDirectories(Path.of("target/running").toAbsolutePath());
            var minori = new RunningMinori(Files.createTempDirectory(target, name + "-"), freePort());
            minori.environment.putAll(Map.of(
                    "SERVER_PORT",
                    Integer.toString(minori.port),
                    "MINORI_DATA",
                    minori.folder.resolve("data").toString(),
                    "MINORI_BASE_URL",
                    minori.url(),
                    "MINORI_ADMIN_EMAIL",
                    ADMIN_EMAIL,
                    "MINORI_ADMIN_PASSWORD",
                    ADMIN_PASSWORD,
                    "MINORI_API_KEY",
                    API_KEY,
                    "MINORI_MANAGEMENT_PORT",
                    "-1"));
            minori.database = new MySqlServer.Database(
                    "jdbc:h2:file:" + minori.folder.resolve("data/minori") + ";MODE=MySQL", "minori", "minori");
            if (TestDatabase.isMySql()) {
                minori.database = TestDatabase.newMySqlDatabase("journey");
                minori.environment.putAll(Map.of(
                        "SPRING_DATASOURCE_URL", minori.database.url(),
                        "SPRING_DATASOURCE_USERNAME", minori.database.username(),
                        "SPRING_DATASOURCE_PASSWORD", minori.database.password()));
            }
            return minori;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a setting as an installation would give it. */
    public RunningMinori with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Leaves a setting out. */
    public RunningMinori without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Starts it and waits until it answers. */
    public RunningMinori start() {
        try {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", jar().toString()));
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("MINORI_") || name.startsWith("SPRING_"));
            builder.environment().putAll(environment);
            process = builder.start();
            awaitHealth(Duration.ofMinutes(5));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a power cut would: {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Ends it as an administrator would: SIGTERM. */
    public void stop() {
        process.destroy();
        await();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** Its database; the embedded one can be opened only while the application is not running. */
    public MySqlServer.Database database() {
        return database;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return folder.resolve("minori.log");
    }

    /** What it printed so far. */
    public String printed() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its API with the first key. */
    public ApiClient api() {
        return new ApiClient(url(), API_KEY);
    }

    private static Path jar() {
        var named = System.getProperty("minori.jar");
        if (named != null && Files.exists(Path.of(named))) {
            return Path.of(named);
        }
        throw new IllegalStateException("no jar at " + named + ": build it first (mvn package -DskipTests)");
    }

    private void awaitHealth(Duration most) throws IOException {
        var client = HttpClient.newHttpClient();
        var until = Instant.now().plus(most);
        while (Instant.now().isBefore(until)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended while starting:\n" + printed());
            }
            try {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(url() + "/health")).build(),
                        HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            pause();
        }
        throw new IllegalStateException("it did not answer within " + most + ":\n" + printed());
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
