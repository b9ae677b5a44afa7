package org.minori.scenarios.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Runs one simulation in a Java process of its own, from the class path or the jar that this one runs from. The process
 * inherits no setting but those that say when mail goes out: it knows neither the living database nor a mail server, and listens nowhere.
 */
@Component
class SimulationChild {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationChild.class);
    private static final long MOST_MINUTES = 10;
    private static final Set<String> INHERITED = Set.of("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SYSTEMROOT");
    private static final String APPLICATION = "org.minori.MinoriApplication";
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    /** What of this installation's settings decides when a mail goes out. */
    private static final List<String> HANDED_ON = List.of(
            "minori.time-zone",
            "minori.delivery.quiet-from",
            "minori.delivery.quiet-to",
            "minori.delivery.per-contact-a-day",
            "minori.delivery.marketing-late-after",
            "minori.delivery.transactional-max-age");

    private final ObjectMapper json;
    private final Environment environment;

    SimulationChild(ObjectMapper json, Environment environment) {
        this.json = json;
        this.environment = environment;
    }

    /** What came of it; takes seconds to minutes. Null when nobody wants it any more, which is asked every second. */
    @Nullable
    SimulationResult run(SimulationInput input, BooleanSupplier wanted) throws IOException, InterruptedException {
        // Readable by this user alone, and gone afterwards.
        var folder = Files.createTempDirectory("minori-simulation");
        try {
            json.writeValue(folder.resolve(SimulationInput.FILE).toFile(), input);
            var log = folder.resolve("log");
            var process = start(folder, log);
            try {
                long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
                while (!process.waitFor(1, TimeUnit.SECONDS)) {
                    if (!wanted.getAsBoolean()) {
                        return null;
                    }
                    if (System.nanoTime() > latest) {
                        throw new IOException("not through after " + MOST_MINUTES + " minutes");
                    }
                }
            } finally {
                // What it has open is gone before its folder is.
                process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            }
            var result = folder.resolve(SimulationResult.FILE);
            if (!Files.exists(result)) {
                LOG.warn("A simulation ended without a result:\n{}", end(log));
                throw new IOException("ended without a result");
            }
            return json.readValue(result.toFile(), SimulationResult.class);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Process start(Path folder, Path log) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                inJar() ? LAUNCHER : APPLICATION));
        command.addAll(List.of(
                "--minori.simulation=" + folder,
                "--minori.workers=false",
                "--minori.data=" + folder.resolve("data"),
                "--minori.scenarios.enrolment-threads=1",
                "--camunda.bpm.job-execution.enabled=false",
                "--server.port=-1",
                "--management.server.port=-1",
                "--spring.config.location=classpath:/application.yml",
                "--spring.datasource.url=jdbc:h2:mem:simulation;MODE=MySQL;DB_CLOSE_DELAY=-1"));
        for (var setting : HANDED_ON) {
            var value = environment.getProperty(setting);
            if (value != null) {
                command.add("--" + setting + "=" + value);
            }
        }
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        return builder.start();
    }

    private static boolean inJar() {
        var place = SimulationChild.class.getProtectionDomain().getCodeSource().getLocation();
        return place != null && place.toString().startsWith("jar:nested:");
    }

    /** With whole paths, since the process runs elsewhere. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String end(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
