package org.minori.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactUpserts.Outcome;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes in one chunk of a file in one transaction: contacts, refused rows, before-images and progress commit together. */
@Component
class ImportChunks {

    static final String SOURCE = "import";

    private final ImportRows imports;
    private final ImportFaults faults;
    private final ContactUpserts upserts;
    private final ContactIntake intake;
    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final ZoneId zone;

    ImportChunks(
            ImportRows imports,
            ImportFaults faults,
            ContactUpserts upserts,
            ContactIntake intake,
            JdbcTemplate jdbc,
            ObjectMapper json,
            Clock clock,
            ZoneId companyZone) {
        this.imports = imports;
        this.faults = faults;
        this.upserts = upserts;
        this.intake = intake;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.zone = companyZone;
    }

    /** False when there is no more to do, because the file is at its end, it was cancelled, or another node has it. */
    boolean take(ImportId id, String holder, ImportOptions options, List<CsvReader.Row> rows) {
        return intake.patiently(() -> {
            var held = imports.hold(id, holder);
            if (held.isEmpty() || held.get().state() != ImportState.RUNNING) {
                return false;
            }
            if (held.get().cancelAsked()) {
                imports.move(id, ImportState.CANCELLED, ImportState.RUNNING);
                return false;
            }
            if (rows.isEmpty()) {
                imports.move(id, ImportState.DONE, ImportState.RUNNING);
                return false;
            }
            imports.add(id, takeIn(id, options, rows));
            return true;
        });
    }

    private ImportRows.Counts takeIn(ImportId id, ImportOptions options, List<CsvReader.Row> rows) {
        var reader = new ImportedRow(options, zone);
        var refused = new ArrayList<RefusedRow>();
        var good = new ArrayList<CsvReader.Row>();
        for (var row : rows) {
            var fault = reader.fault(row.cells());
            if (fault == null) {
                good.add(row);
            } else {
                refused.add(new RefusedRow(row.line(), row.cells(), List.of(fault)));
            }
        }
        var outcomes = upserts.all(
                good.stream().map(row -> reader.details(row.cells())).toList(), SOURCE);
        var touched = new LinkedHashMap<ContactId, Outcome>();
        long duplicates = 0;
        long unchanged = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            var outcome = outcomes.get(i);
            var contact = outcome.id();
            if (contact == null) {
                var faultsInColumns =
                        outcome.errors().stream().map(reader::inColumn).toList();
                refused.add(new RefusedRow(good.get(i).line(), good.get(i).cells(), faultsInColumns));
            } else if (touched.putIfAbsent(contact, outcome) != null) {
                duplicates++;
            } else if (!outcome.changed()) {
                unchanged++;
            }
        }
        faults.add(id, refused);
        var seenBefore = remember(id, touched);
        long created = touched.values().stream().filter(Outcome::created).count();
        long updated = touched.values().stream().filter(Outcome::changed).count() - created - seenBefore;
        return new ImportRows.Counts(rows.size(), created, updated, unchanged, refused.size(), duplicates + seenBefore);
    }

    /** Notes what stood before; answers how many of the changed contacts an earlier chunk of the file had touched already. */
    private long remember(ImportId id, LinkedHashMap<ContactId, Outcome> touched) {
        var changed = touched.values().stream().filter(Outcome::changed).toList();
        if (changed.isEmpty()) {
            return 0;
        }
        var known = known(id, changed);
        var now = Utc.of(clock.instant());
        jdbc.batchUpdate(
                "INSERT IGNORE INTO contact_import_row (import_id, contact_id, was_created, before_json, stamped_at) VALUES (?, ?, ?, ?, ?)",
                changed.stream()
                        .map(outcome -> new Object[] {
                            id.value(),
                            Objects.requireNonNull(outcome.id()).value(),
                            outcome.created(),
                            write(outcome.before()),
                            now
                        })
                        .toList());
        jdbc.batchUpdate(
                "UPDATE contact_import_row SET stamped_at = (SELECT updated_at FROM contact WHERE contact.id = contact_import_row.contact_id) WHERE import_id = ? AND contact_id = ?",
                changed.stream()
                        .map(outcome -> new Object[] {
                            id.value(), Objects.requireNonNull(outcome.id()).value()
                        })
                        .toList());
        return changed.stream()
                .filter(outcome ->
                        known.contains(Objects.requireNonNull(outcome.id()).value()))
                .count();
    }

    private Set<Long> known(ImportId id, List<Outcome> changed) {
        var ids = changed.stream()
                .map(outcome -> Objects.requireNonNull(outcome.id()).toString())
                .collect(Collectors.joining(","));
        return new HashSet<>(jdbc.queryForList(
                "SELECT contact_id FROM contact_import_row WHERE import_id = ? AND contact_id IN (" + ids + ")",
                Long.class,
                id.value()));
    }

    private @Nullable String write(@Nullable ContactCard before) {
        try {
            return before == null ? null : json.writeValueAsString(BeforeImage.of(before));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
