package org.minori.scenarios.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.reading.ScenarioChanges;
import org.minori.scenarios.reading.ScenarioChanges.Kind;
import org.minori.scenarios.reading.ScenarioNarrator;
import org.springframework.stereotype.Component;

/** What differs between two drawings, as marks for each of them. */
@Component
class ChangeMarks {

    private final ScenarioNarrator narrator;
    private final ObjectMapper json;

    ChangeMarks(ScenarioNarrator narrator, ObjectMapper json) {
        this.narrator = narrator;
        this.json = json;
    }

    /** A mark on the diagram. */
    record Mark(String id, String kind) {}

    /** What differs, and the marks of both drawings as the diagram reads them. */
    record Compared(ScenarioChanges changes, String before, String after) {}

    Compared between(ScenarioOutline before, ScenarioOutline after) {
        var changes = narrator.changes(before, after);
        return new Compared(
                changes,
                marks(changes, List.of(Kind.REMOVED, Kind.CHANGED)),
                marks(changes, List.of(Kind.ADDED, Kind.CHANGED)));
    }

    private String marks(ScenarioChanges changes, List<Kind> kinds) {
        var marks = changes.changes().stream()
                .filter(change -> kinds.contains(change.kind()))
                .map(change -> new Mark(change.element(), change.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
        try {
            return json.writeValueAsString(marks);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
