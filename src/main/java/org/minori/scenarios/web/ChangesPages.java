package org.minori.scenarios.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.reading.ScenarioChanges;
import org.minori.scenarios.reading.ScenarioChanges.Kind;
import org.minori.scenarios.reading.ScenarioNarrator;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Two versions of a scenario side by side, or the draft beside a version, with what differs marked and told. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class ChangesPages {

    private final ScenarioDrafts drafts;
    private final ScenarioNarrator narrator;
    private final ObjectMapper json;

    ChangesPages(ScenarioDrafts drafts, ScenarioNarrator narrator, ObjectMapper json) {
        this.drafts = drafts;
        this.narrator = narrator;
        this.json = json;
    }

    /** A mark on the diagram. */
    record Mark(String id, String kind) {}

    @GetMapping("/scenarios/{key}/changes")
    String changes(
            @PathVariable String key,
            @RequestParam int from,
            @RequestParam(required = false) @Nullable Integer to,
            Model model) {
        var after = to == null ? drafts.compiled(key).outline() : drafts.outline(key, to);
        var changes = narrator.changes(drafts.outline(key, from), after);
        model.addAttribute("scenario", drafts.find(key));
        model.addAttribute("versions", drafts.versions(key));
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("changes", changes);
        model.addAttribute("marksBefore", marks(changes, List.of(Kind.REMOVED, Kind.CHANGED)));
        model.addAttribute("marksAfter", marks(changes, List.of(Kind.ADDED, Kind.CHANGED)));
        return "scenarios/changes";
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
