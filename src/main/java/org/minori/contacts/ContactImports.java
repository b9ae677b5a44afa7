package org.minori.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in files of contacts: read and checked as a whole at once, mapped by a person or by likeness, then worked off by a job. */
@Service
public class ContactImports {

    private static final int PREVIEWED = 20;
    private static final int SEARCHED_FOR_HEADERS = 20;
    private static final int LONGEST_NAME = 200;

    private final ImportRows imports;
    private final ImportFiles files;
    private final ImportMapping mapping;
    private final ImportFaults faults;
    private final FieldCatalogue catalogue;
    private final UserAccounts accounts;
    private final AuditLog audit;

    ContactImports(
            ImportRows imports,
            ImportFiles files,
            ImportMapping mapping,
            ImportFaults faults,
            FieldCatalogue catalogue,
            UserAccounts accounts,
            AuditLog audit) {
        this.imports = imports;
        this.files = files;
        this.mapping = mapping;
        this.faults = faults;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** How a file that waits was read: its columns with where each is likely to go, and its first rows. */
    public record Preview(
            ImportProgress progress,
            List<String> skipped,
            List<String> headers,
            List<String> targets,
            List<List<String>> rows) {}

    /** The lines of the file in other letters than most of it: they were read in their own, and somebody should look. */
    @Transactional(readOnly = true)
    public Optional<OtherLines> otherLines(ImportId id) {
        find(id);
        return Optional.ofNullable(imports.plan(id).options().otherLines());
    }

    /** Stores a file and reads all of it; InvalidInput names the line where it is broken, and then nothing is kept. */
    @Transactional
    public ImportId upload(String fileName, InputStream content, @Nullable String encoding) {
        var id = new ImportId(TimeOrderedIds.next());
        var path = files.store(id, content);
        try {
            var letters = encoding == null || encoding.isBlank() ? CsvText.detect(path) : checked(path, encoding);
            var read = read(path, letters);
            var plan = new ImportRows.Plan(letters, read.delimiter(), read.options());
            imports.insert(id, shortName(fileName), Files.size(path), read.rows(), plan, user());
            return id;
        } catch (IOException e) {
            files.delete(id);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            files.delete(id);
            throw e;
        }
    }

    /** Reads a waiting file again in another encoding. */
    @Transactional
    public void readAs(ImportId id, String encoding) {
        requireWaiting(id);
        var path = files.path(id);
        try {
            var letters = checked(path, encoding);
            var read = read(path, letters);
            imports.replan(id, new ImportRows.Plan(letters, read.delimiter(), read.options()), read.rows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional(readOnly = true)
    public Preview preview(ImportId id) {
        var progress = requireWaiting(id);
        var plan = imports.plan(id);
        var rows = new ArrayList<List<String>>();
        try (var csv = open(id, plan)) {
            csv.next();
            for (var row = csv.next(); row != null && rows.size() < PREVIEWED; row = csv.next()) {
                rows.add(row.cells());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Preview(
                progress,
                plan.options().skipped(),
                plan.options().headers(),
                plan.options().targets(),
                rows);
    }

    /** Begins the job with a target for each column; InvalidInput when they do not fit together. */
    @Transactional
    public void start(
            ImportId id, List<String> targets, Set<String> tags, @Nullable String campaign, @Nullable Consent consent) {
        requireWaiting(id);
        var plan = imports.plan(id);
        var options = mapping.complete(plan.options(), targets, tags, campaign, consent);
        imports.replan(id, new ImportRows.Plan(plan.encoding(), plan.delimiter(), options), find(id).rows());
        if (!imports.move(id, ImportState.QUEUED, ImportState.UPLOADED)) {
            throw new ImportNotReady();
        }
        audit.record("import.started", "import:" + id, Map.of("rows", Long.toString(find(id).rows())));
    }

    /** The same for a file that comes with all that is to be said about it, headers matched where no mapping is given. */
    @Transactional
    public ImportId take(
            String fileName,
            InputStream content,
            @Nullable String encoding,
            @Nullable Map<String, String> byHeader,
            boolean createFields,
            Set<String> tags,
            @Nullable String campaign,
            @Nullable Consent consent) {
        var id = upload(fileName, content, encoding);
        try {
            var options = imports.plan(id).options();
            start(id, mapping.targets(options, byHeader, createFields), tags, campaign, consent);
            return id;
        } catch (RuntimeException e) {
            files.delete(id);
            throw e;
        }
    }

    @Transactional(readOnly = true)
    public ImportProgress find(ImportId id) {
        return imports.find(id).orElseThrow(() -> new ImportNotFound(id));
    }

    @Transactional(readOnly = true)
    public List<ImportProgress> newest(int limit) {
        return imports.newest(limit);
    }

    /** Stops after the rows that are being worked on; what is done stays and can be undone. */
    @Transactional
    public void cancel(ImportId id) {
        imports.askToCancel(id);
        if (imports.move(id, ImportState.CANCELLED, ImportState.UPLOADED)) {
            files.delete(id);
        }
    }

    /** Begins to take back what the import did; what somebody changed since is left. */
    @Transactional
    public void undo(ImportId id) {
        find(id);
        if (!imports.move(id, ImportState.UNDOING, ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED)) {
            throw new ImportNotReady();
        }
        audit.record("import.undone", "import:" + id, Map.of());
    }

    /** The first refused rows, for the page. */
    @Transactional(readOnly = true)
    public List<RefusedRow> refused(ImportId id, int limit) {
        return faults.first(id, limit);
    }

    /** Writes all refused rows as CSV: the row as it was, its line and the reasons. */
    @Transactional(readOnly = true)
    public void writeRefused(ImportId id, Appendable out) throws IOException {
        find(id);
        faults.write(id, imports.plan(id).options().headers(), out);
    }

    /** The encodings that a person may choose. */
    public List<String> encodings() {
        return CsvText.CHOICES;
    }

    /** The file from its headers on. */
    CsvReader open(ImportId id, ImportRows.Plan plan) throws IOException {
        var csv = new CsvReader(CsvText.open(files.path(id), plan.encoding()), plan.delimiter());
        for (int i = 0; i < plan.options().skipped().size(); i++) {
            csv.next();
        }
        return csv;
    }

    private record Read(char delimiter, ImportOptions options, long rows) {}

    private Read read(Path path, String encoding) throws IOException {
        char delimiter = CsvText.delimiter(path, encoding);
        try (var csv = new CsvReader(CsvText.open(path, encoding), delimiter)) {
            var first = first(csv);
            if (first.isEmpty()) {
                throw new BrokenCsv("contacts.import.broken.empty");
            }
            int header = HeaderLikeness.headerRow(first, catalogue.all());
            var skipped = first.subList(0, header).stream()
                    .map(cells -> Spelling.oneLine(String.join(" ", cells)))
                    .toList();
            var headers = ImportedRow.headers(first.get(header));
            long rows = first.size() - header - 1L;
            while (csv.next() != null) {
                rows++;
            }
            if (rows == 0) {
                throw new BrokenCsv("contacts.import.broken.noRows");
            }
            var targets = HeaderLikeness.targets(headers, catalogue.all());
            var others = encoding.equals(CsvText.MIXED) ? MixedLines.in(path).orElse(null) : null;
            return new Read(
                    delimiter, new ImportOptions(headers, targets, Set.of(), null, null, skipped, others), rows);
        }
    }

    private static List<List<String>> first(CsvReader csv) throws IOException {
        var first = new ArrayList<List<String>>();
        while (first.size() < SEARCHED_FOR_HEADERS) {
            var row = csv.next();
            if (row == null) {
                break;
            }
            first.add(row.cells());
        }
        return first;
    }

    private static String checked(Path path, String encoding) throws IOException {
        var known = CsvText.named(encoding)
                .orElseThrow(() -> new InvalidInput("encoding", "contacts.import.unknownEncoding", encoding));
        return CsvText.checked(path, known);
    }

    private ImportProgress requireWaiting(ImportId id) {
        var progress = find(id);
        if (progress.state() != ImportState.UPLOADED) {
            throw new ImportNotReady();
        }
        return progress;
    }

    private String user() {
        return accounts.current().map(User::email).orElse("api");
    }

    private static String shortName(String fileName) {
        var name = Spelling.oneLine(fileName.replaceAll("[\\p{Cntrl}/\\\\]", " "));
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
