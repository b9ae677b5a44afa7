package org.minori.health;

import java.io.File;
import java.time.Duration;
import java.util.List;
import org.minori.health.Node.Disk;
import org.minori.web.VitalSigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this node alone can tell: room on its disk, and how quickly the database answers it. */
@Component
class Machine implements VitalSigns {

    private static final Limit SLOW = new Limit(1, Duration.ofMinutes(2));

    private final JdbcClient jdbc;
    private final HealthSettings settings;

    Machine(JdbcClient jdbc, HealthSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public List<Sign> read() {
        var disk = disk();
        return List.of(
                new Sign("database.answer", Unit.SECONDS, answer().toNanos() / 1e9, SLOW, null, List.of()),
                Sign.of("disk.free", Unit.BYTES, disk.free(), null),
                Sign.of("disk.total", Unit.BYTES, disk.total(), null));
    }

    /** The folder of the data may not be there before something is written to it. */
    Disk disk() {
        var place = settings.data().toAbsolutePath();
        while (!place.toFile().exists() && place.getParent() != null) {
            place = place.getParent();
        }
        File there = place.toFile();
        return new Disk(there.getUsableSpace(), there.getTotalSpace());
    }

    /** How long the smallest question takes, there and back. */
    private Duration answer() {
        long start = System.nanoTime();
        jdbc.sql("SELECT 1").query(Integer.class).single();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
