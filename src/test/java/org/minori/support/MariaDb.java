package org.minori.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A MariaDB that is installed on this machine (Debian: {@code apt-get install mariadb-server}), from 10.6 on, which is
 * the first that skips locked rows. Its service need not run: the tests start a server of their own with it.
 */
final class MariaDb {

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)");

    private MariaDb() {}

    /** How to initialise a folder of data and serve it; IllegalStateException where there is none or too old a one. */
    static MySqlServer.Programs installed() throws IOException {
        var server = program("mariadbd");
        var installer = program("mariadb-install-db");
        var said = version(server);
        var version = VERSION.matcher(said);
        if (!version.find()
                || Integer.parseInt(version.group(1)) * 1_000 + Integer.parseInt(version.group(2)) < 10_006) {
            throw new IllegalStateException("MariaDB 10.6 or newer is needed, here is " + said);
        }
        return new MySqlServer.Programs(
                List.of(
                        installer.toString(),
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"),
                List.of(server.toString(), "--no-defaults"));
    }

    private static Path program(String name) {
        var folders = new ArrayList<>(List.of(System.getenv("PATH").split(":", -1)));
        folders.addAll(List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin"));
        return folders.stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no MariaDB is installed here (" + name + ")"));
    }

    private static String version(Path server) throws IOException {
        var process = new ProcessBuilder(server.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try (Stream<String> lines = process.inputReader().lines()) {
            return String.join("\n", lines.toList());
        }
    }
}
