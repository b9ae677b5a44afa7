package org.minori.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes back what an import did to contacts that nobody and nothing changed since. */
@Component
class ImportUndo {

    private static final int CONTACTS_A_CHUNK = 100;

    private final ImportRows imports;
    private final ContactErasure erasure;
    private final ContactUpserts upserts;
    private final ContactRows contacts;
    private final ConsentLedger consents;
    private final ContactIntake intake;
    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    ImportUndo(
            ImportRows imports,
            ContactErasure erasure,
            ContactUpserts upserts,
            ContactRows contacts,
            ConsentLedger consents,
            ContactIntake intake,
            JdbcTemplate jdbc,
            ObjectMapper json) {
        this.imports = imports;
        this.erasure = erasure;
        this.upserts = upserts;
        this.contacts = contacts;
        this.consents = consents;
        this.intake = intake;
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Touched(
            ContactId contact,
            boolean created,
            @Nullable String before,
            LocalDateTime stampedAt,
            @Nullable LocalDateTime updatedAt) {

        boolean isUntouchedSince() {
            return stampedAt.equals(updatedAt);
        }
    }

    /** Takes back some contacts; false when there is no more to do. */
    boolean chunk(ImportId id, String holder) {
        return intake.patiently(() -> {
            var held = imports.hold(id, holder);
            if (held.isEmpty() || held.get().state() != ImportState.UNDOING) {
                return false;
            }
            var next = next(id);
            if (next.isEmpty()) {
                imports.move(id, ImportState.UNDONE, ImportState.UNDOING);
                return false;
            }
            long undone = next.stream().filter(this::takeBack).count();
            jdbc.batchUpdate(
                    "DELETE FROM contact_import_row WHERE import_id = ? AND contact_id = ?",
                    next.stream()
                            .map(touched ->
                                    new Object[] {id.value(), touched.contact().value()})
                            .toList());
            imports.addUndone(id, undone, next.size() - undone);
            return true;
        });
    }

    private List<Touched> next(ImportId id) {
        return jdbc.query(
                """
                SELECT r.contact_id, r.was_created, r.before_json, r.stamped_at, c.updated_at
                FROM contact_import_row r LEFT JOIN contact c ON c.id = r.contact_id
                WHERE r.import_id = ? ORDER BY r.contact_id LIMIT %d""".formatted(CONTACTS_A_CHUNK),
                (row, number) -> new Touched(
                        new ContactId(row.getLong(1)),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getObject(4, LocalDateTime.class),
                        row.getObject(5, LocalDateTime.class)),
                id.value());
    }

    private boolean takeBack(Touched touched) {
        if (!touched.isUntouchedSince()) {
            return false;
        }
        if (touched.created()) {
            erasure.takeBack(touched.contact());
            return true;
        }
        var before = read(touched.before());
        var now = contacts.cards(List.of(touched.contact())).get(touched.contact());
        if (before == null || now == null) {
            return false;
        }
        try {
            upserts.change(touched.contact(), before.values(now), before.tags(), null);
        } catch (InvalidInput addressTakenMeanwhile) {
            return false;
        }
        consents.restore(touched.contact(), before.consent(), now.consent());
        return true;
    }

    private @Nullable BeforeImage read(@Nullable String stored) {
        try {
            return stored == null ? null : json.readValue(stored, BeforeImage.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
