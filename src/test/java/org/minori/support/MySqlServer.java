package org.minori.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real MySQL 8 server that the build brings itself: unpacked from a Maven artifact, initialised and started under
 * {@code target}, one per JVM, stopped with it. With {@code MINORI_TEST_MYSQL_URL} (and {@code _USERNAME},
 * {@code _PASSWORD}) another server is used instead. Debian's libaio1 is the one package that it needs. With
 * {@code -Dminori.test.db=mariadb} it is the MariaDB of this machine instead, which speaks the same.
 */
public final class MySqlServer {

    private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static MySqlServer running;

    private final String address;
    private final String username;
    private final String password;
    private final Process process;

    private MySqlServer(String address, String username, String password, Process process) {
        this.address = address;
        this.username = username;
        this.password = password;
        this.process = process;
    }

    /** The server of this JVM, started at the first call; empty with the reason on the console where none can run. */
    public static synchronized Optional<MySqlServer> start() {
        if (running == null) {
            try {
                running = given().orElseGet(MySqlServer::startOwn);
            } catch (IllegalStateException e) {
                System.err.println("No " + (TestDatabase.isMariaDb() ? "MariaDB" : "MySQL") + " server for the tests: "
                        + e.getMessage());
                return Optional.empty();
            }
        }
        return Optional.of(running);
    }

    /** A new empty database on it. */
    public Database newDatabase(String name) {
        var database = name + "_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
        return new Database("jdbc:mysql://" + address + "/" + database, username, password);
    }

    /** Runs one statement as the administrator of the server. */
    public void execute(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:mysql://" + address + "/", username, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The operating system's number of the server's process, for measuring its processor time; empty for one that was given. */
    public Optional<Long> pid() {
        return Optional.ofNullable(process).map(Process::pid);
    }

    private static Optional<MySqlServer> given() {
        return Optional.ofNullable(System.getenv("MINORI_TEST_MYSQL_URL"))
                .map(url -> new MySqlServer(
                        url.replaceFirst("^jdbc:mysql://", "").replaceFirst("/.*$", ""),
                        System.getenv().getOrDefault("MINORI_TEST_MYSQL_USERNAME", "root"),
                        System.getenv().getOrDefault("MINORI_TEST_MYSQL_PASSWORD", ""),
                        null));
    }

    /** What initialises a folder of data and what serves it, with the options that are always given. */
    record Programs(List<String> initialise, List<String> serve) {}

    private static MySqlServer startOwn() {
        try {
            Files.createDirectories(Path.of("target/mysql"));
            var programs = TestDatabase.isMariaDb() ? MariaDb.installed() : bundled();
            var data = Path.of("target/mysql/data-" + ProcessHandle.current().pid())
                    .toAbsolutePath();
            var log = Path.of("target/mysql/server-" + ProcessHandle.current().pid() + ".log")
                    .toAbsolutePath();
            run(command(programs.initialise(), "--datadir=" + data), log);
            int port = freePort();
            var server = new ProcessBuilder(command(
                            programs.serve(),
                            "--datadir=" + data,
                            "--port=" + port,
                            "--bind-address=127.0.0.1",
                            "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), "minori-" + port + ".sock"),
                            "--pid-file=" + data.resolve("server.pid"),
                            "--skip-log-bin",
                            "--character-set-server=utf8mb4",
                            "--max-connections=300",
                            "--innodb-log-file-size=256M",
                            "--innodb-buffer-pool-size=" + System.getProperty("minori.test.mysql.buffer", "512M"),
                            "--innodb-flush-log-at-trx-commit=1"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
            var started = new MySqlServer("127.0.0.1:" + port, "root", "", server);
            started.awaitConnection(log);
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Programs bundled() throws IOException {
        var home = unpacked();
        var mysqld = home.resolve("bin/mysqld").toString();
        run(List.of(mysqld, "--version"), Path.of("target/mysql/version.log"));
        var common =
                List.of(mysqld, "--no-defaults", "--basedir=" + home, "--lc-messages-dir=" + home.resolve("share"));
        return new Programs(
                command(common, "--initialize-insecure", "--innodb-log-file-size=256M"), command(common, "--mysqlx=0"));
    }

    private static List<String> command(List<String> program, String... more) {
        var command = new ArrayList<>(program);
        if ("root".equals(System.getProperty("user.name")) && !command.contains("--user=root")) {
            command.add("--user=root");
        }
        command.addAll(List.of(more));
        return command;
    }

    private static Path unpacked() throws IOException {
        var home = Path.of("target/mysql/server").toAbsolutePath();
        if (Files.exists(home.resolve("unpacked"))) {
            return home;
        }
        Files.createDirectories(home);
        var archive = home.resolveSibling("server.tar.gz");
        try (InputStream in = MySqlServer.class.getResourceAsStream(ARCHIVE)) {
            if (in == null) {
                throw new IllegalStateException("the archive is not on the test class path");
            }
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        run(List.of("tar", "xzf", archive.toString(), "-C", home.toString()), home.resolveSibling("unpack.log"));
        Files.delete(archive);
        Files.createFile(home.resolve("unpacked"));
        return home;
    }

    private static void run(List<String> command, Path log) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command)
                        + " failed (for MySQL: is libaio1 installed?), see "
                        + log + ":\n"
                        + Files.readString(log).lines().reduce((a, b) -> b).orElse(""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitConnection(Path log) throws IOException {
        var until = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try {
                execute("SELECT 1");
                return;
            } catch (IllegalStateException e) {
                if (Instant.now().isAfter(until) || !process.isAlive()) {
                    throw new IllegalStateException("The server did not start: " + Files.readString(log), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void stop(Process server, Path data) {
        server.destroyForcibly();
        try {
            server.waitFor(10, TimeUnit.SECONDS);
            try (var files = Files.walk(data)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What an application needs to use a database. */
    public record Database(String url, String username, String password) {}
}
