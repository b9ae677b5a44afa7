package org.minori.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Uploaded files under names of our own, for as long as they are needed: they are full of people. */
@Component
class ImportFiles {

    private final Path folder;

    ImportFiles(ContactSettings settings) {
        this.folder = settings.imports();
    }

    Path store(ImportId id, InputStream content) {
        try {
            Files.createDirectories(folder);
            var path = path(id);
            Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(ImportId id) {
        return folder.resolve(id + ".csv");
    }

    void delete(ImportId id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes whatever lies there since before the given time, also what a crash left behind. */
    void deleteOlderThan(Instant time) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
