package org.minori.contacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.minori.storage.Utc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Works off imports, one at a time and node, chunk by chunk; a node that dies is followed by another where it stood. */
@Component
class ImportWorker {

    static final int ROWS_A_CHUNK = 500;
    static final Duration KEPT = Duration.ofDays(30);
    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    private final String holder = UUID.randomUUID().toString();
    private final ImportRows imports;
    private final ContactImports files;
    private final ImportFiles stored;
    private final ImportChunks chunks;
    private final ImportUndo undo;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ImportWorker(
            ImportRows imports,
            ContactImports files,
            ImportFiles stored,
            ImportChunks chunks,
            ImportUndo undo,
            JdbcTemplate jdbc,
            Clock clock) {
        this.imports = imports;
        this.files = files;
        this.stored = stored;
        this.chunks = chunks;
        this.undo = undo;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 3_000)
    void work() {
        while (round()) {}
    }

    /** Works off one import; false when none waits. */
    boolean round() {
        var claimed = imports.claim(holder);
        if (claimed.isEmpty()) {
            return false;
        }
        var id = claimed.get();
        try {
            if (imports.find(id).orElseThrow().state() == ImportState.UNDOING) {
                while (undo.chunk(id, holder)) {}
            } else {
                run(id, Integer.MAX_VALUE);
            }
        } catch (BrokenCsv broken) {
            imports.fail(id, holder, broken.errors().get(0).messageKey());
        } catch (IOException | UncheckedIOException lost) {
            log.error("The file of import {} can't be read", id, lost);
            imports.fail(id, holder, "contacts.import.fileLost");
        } catch (RuntimeException failed) {
            log.error("Import {} stopped", id, failed);
            imports.fail(id, holder, "contacts.import.stopped");
        }
        return true;
    }

    /** Takes in at most so many chunks from where the import stands. */
    void run(ImportId id, int mostChunks) throws IOException {
        var plan = imports.plan(id);
        try (var csv = files.open(id, plan)) {
            csv.next();
            long skip = imports.find(id).orElseThrow().processed();
            while (skip > 0 && csv.next() != null) {
                skip--;
            }
            for (int done = 0; done < mostChunks; done++) {
                if (!chunks.take(id, holder, plan.options(), read(csv))) {
                    stored.delete(id);
                    return;
                }
            }
        }
    }

    private static List<CsvReader.Row> read(CsvReader csv) throws IOException {
        var rows = new ArrayList<CsvReader.Row>(ROWS_A_CHUNK);
        for (var row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
            if (rows.size() == ROWS_A_CHUNK) {
                break;
            }
        }
        return rows;
    }

    /** Forgets what imports knew of people after a month: files, refused rows, what stood before. */
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void forget() {
        var before = clock.instant().minus(KEPT);
        stored.deleteOlderThan(before);
        for (var id : imports.olderThan(Utc.of(before))) {
            jdbc.update("DELETE FROM contact_import_error WHERE import_id = ?", id.value());
            jdbc.update("DELETE FROM contact_import_row WHERE import_id = ?", id.value());
        }
    }
}
