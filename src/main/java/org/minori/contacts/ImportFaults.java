package org.minori.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.Texts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the rows of a file that could not be taken, as they were, so that nothing is lost and somebody can mend them. */
@Component
class ImportFaults {

    private static final int PAGE = 1_000;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Texts texts;

    ImportFaults(JdbcTemplate jdbc, ObjectMapper json, Texts texts) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
    }

    void add(ImportId id, List<RefusedRow> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO contact_import_error (import_id, line_number, cells, faults_json) VALUES (?, ?, ?, ?)",
                    rows.stream()
                            .map(row -> new Object[] {id.value(), row.line(), write(row.cells()), write(row.faults())})
                            .toList());
        }
    }

    List<RefusedRow> first(ImportId id, int limit) {
        return after(id, 0, limit);
    }

    private List<RefusedRow> after(ImportId id, long line, int limit) {
        return jdbc.query(
                "SELECT line_number, cells, faults_json FROM contact_import_error WHERE import_id = ? AND line_number > ? ORDER BY line_number LIMIT "
                        + limit,
                (row, number) -> new RefusedRow(
                        row.getLong(1),
                        read(row.getString(2), new TypeReference<List<String>>() {}),
                        read(row.getString(3), new TypeReference<List<FieldError>>() {})),
                id.value(),
                line);
    }

    void write(ImportId id, List<String> headers, Appendable out) throws IOException {
        var csv = new CsvWriter(out);
        var head = new ArrayList<String>(headers);
        head.add(texts.of("contacts.import.errors.line"));
        head.add(texts.of("contacts.import.errors.reason"));
        csv.row(head);
        long last = 0;
        while (true) {
            var rows = after(id, last, PAGE);
            for (var row : rows) {
                var cells = new ArrayList<>(row.cells());
                while (cells.size() < headers.size()) {
                    cells.add("");
                }
                cells.add(Long.toString(row.line()));
                cells.add(row.faults().stream().map(this::say).collect(Collectors.joining(" / ")));
                csv.row(cells);
                last = row.line();
            }
            if (rows.size() < PAGE) {
                return;
            }
        }
    }

    private String say(FieldError fault) {
        var message = texts.of(fault.messageKey(), fault.arguments().toArray());
        return fault.field().isEmpty() ? message : fault.field() + ": " + message;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String stored, TypeReference<T> type) {
        try {
            return json.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
