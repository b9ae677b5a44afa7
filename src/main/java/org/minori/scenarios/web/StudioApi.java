package org.minori.scenarios.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.DraftEditing;
import org.minori.scenarios.authoring.NotADrawing;
import org.minori.scenarios.authoring.ScenarioCompiler.Compilation;
import org.minori.scenarios.reading.Reading;
import org.minori.scenarios.reading.ScenarioNarrator;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What the editor of scenarios asks while somebody draws. */
@RestController
@AllowRoles(Role.MARKETER)
class StudioApi {

    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final DraftEditing editing;
    private final ScenarioNarrator narrator;
    private final Texts texts;

    StudioApi(DraftEditing editing, ScenarioNarrator narrator, Texts texts) {
        this.editing = editing;
        this.narrator = narrator;
        this.texts = texts;
    }

    record OpenedJson(String drawing, String revision, List<String> earlier) {}

    record CheckedJson(boolean publishable, List<ProblemLine.Json> problems, List<Reading.Line> reading) {}

    record SavedJson(String revision, Instant savedAt, CheckedJson checked) {}

    record ConflictJson(String revision, Instant changedAt, String changedBy, CheckedJson checked) {}

    record RefusedJson(String message) {}

    @GetMapping("/scenarios/{key}/draft.json")
    OpenedJson open(@PathVariable String key) {
        var opened = editing.open(key);
        return new OpenedJson(
                opened.drawing(),
                opened.revision(),
                opened.earlier().stream().map(String::valueOf).toList());
    }

    /** An earlier state: XML of others, which a browser must neither show nor run as a page. */
    @GetMapping("/scenarios/{key}/revisions/{id}")
    ResponseEntity<byte[]> earlier(@PathVariable String key, @PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .body(editing.earlier(key, id));
    }

    @PutMapping("/scenarios/{key}/draft")
    ResponseEntity<?> save(
            @PathVariable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String changed,
            HttpServletRequest request)
            throws IOException {
        var saved = editing.save(key, changed == null ? "" : changed.replace("\"", ""), body(request));
        var checked = checked(saved.compilation());
        return saved.conflict()
                ? ResponseEntity.status(412)
                        .body(new ConflictJson(saved.revision(), saved.at(), saved.changedBy(), checked))
                : ResponseEntity.ok(new SavedJson(saved.revision(), saved.at(), checked));
    }

    /** Says what is wrong with a drawing and what it does; nothing is kept. */
    @PostMapping("/scenarios/{key}/check")
    CheckedJson check(@PathVariable String key, HttpServletRequest request) throws IOException {
        return checked(editing.check(key, body(request)));
    }

    @ExceptionHandler
    ResponseEntity<RefusedJson> refuse(NotADrawing refused) {
        var fault = refused.errors().get(0);
        return ResponseEntity.unprocessableEntity()
                .body(new RefusedJson(
                        texts.of(fault.messageKey(), fault.arguments().toArray())));
    }

    private CheckedJson checked(Compilation compilation) {
        return new CheckedJson(
                compilation.publishable(),
                ProblemLine.json(compilation.problems(), texts),
                narrator.read(compilation.outline()).lines());
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        var drawing = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (drawing.length > MOST_BYTES) {
            throw new NotADrawing("authoring.drawing.tooLarge");
        }
        return drawing;
    }
}
