package org.minori.scenarios.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.DraftChanged;
import org.minori.scenarios.authoring.DraftEditing;
import org.minori.scenarios.authoring.NotADrawing;
import org.minori.scenarios.authoring.Publishing;
import org.minori.scenarios.authoring.ScenarioCompiler.Compilation;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioView;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.minori.web.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drawing and publishing scenarios for other systems. */
@RestController
@RequestMapping("/api/v1/scenarios")
@AllowScope(Scopes.SCENARIOS)
class ScenarioDraftApi {

    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int USUAL_PAGE = 100;

    private final ScenarioDrafts drafts;
    private final DraftEditing editing;
    private final Publishing publishing;
    private final Texts texts;

    ScenarioDraftApi(ScenarioDrafts drafts, DraftEditing editing, Publishing publishing, Texts texts) {
        this.drafts = drafts;
        this.editing = editing;
        this.publishing = publishing;
        this.texts = texts;
    }

    @Schema(name = "SavedDraft")
    record DraftJson(List<ProblemLine.Json> problems) {}

    @Schema(name = "PublishedVersion")
    record PublishedJson(int version) {}

    record RefusedJson(String type, String title, int status, String detail, List<ProblemLine.Json> problems) {}

    record ScenarioJson(
            String key,
            String name,
            String state,
            @Nullable Integer version,
            Instant draftUpdatedAt,
            boolean draftDiffers,
            int draftErrors,
            String reentry,
            @Nullable Integer reentryAfterDays) {}

    @Schema(name = "ScenarioVersion")
    record VersionJson(int version, String name, Instant publishedAt) {}

    record ScenarioDetailsJson(
            @JsonUnwrapped ScenarioJson scenario, List<VersionJson> versions, List<ProblemLine.Json> problems) {}

    @Operation(
            operationId = "saveDraft",
            summary = "Saves the drawing of a scenario as its draft and tells what is wrong with it.",
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "The drawing as BPMN 2.0 XML, up to 2 MB",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_XML_VALUE,
                                            schema = @Schema(type = "string", maxLength = MOST_BYTES))))
    @Answers({200, 409})
    @PutMapping(
            path = "/{key}/draft",
            consumes = {
                MediaType.APPLICATION_XML_VALUE,
                MediaType.TEXT_XML_VALUE,
                "application/bpmn+xml",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<DraftJson> save(
            @PathVariable String key,
            @Parameter(description = "The ETag of the draft that this one replaces; if it has changed since, 409")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String changed,
            HttpServletRequest request)
            throws IOException {
        var drawing = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (drawing.length > MOST_BYTES) {
            throw new NotADrawing("authoring.drawing.tooLarge");
        }
        var compilation = changed == null ? drafts.save(key, drawing) : change(key, changed, drawing);
        return ResponseEntity.ok()
                .eTag(editing.open(key).revision())
                .body(new DraftJson(ProblemLine.json(compilation.problems(), texts)));
    }

    /** Saves only over the draft that the caller has seen. */
    private Compilation change(String key, String seen, byte[] drawing) {
        var saved = editing.save(key, seen.replace("\"", ""), drawing);
        if (saved.conflict()) {
            throw new DraftChanged(key);
        }
        return saved.compilation();
    }

    @Operation(
            operationId = "publishScenario",
            summary = "Publishes the draft as the next version, for those who enter from now on.",
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            content = @Content(schema = @Schema(implementation = PublishedJson.class))))
    @Answers(422)
    @PostMapping("/{key}/publish")
    ResponseEntity<?> publish(@PathVariable String key) {
        var outcome = publishing.publish(key);
        var version = outcome.version();
        if (version != null) {
            return ResponseEntity.status(201).body(new PublishedJson(version));
        }
        return ResponseEntity.unprocessableEntity()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new RefusedJson(
                        "about:blank",
                        texts.of("authoring.publish.refused.title"),
                        422,
                        ProblemLine.refusal(outcome.problems(), texts),
                        ProblemLine.json(outcome.problems(), texts)));
    }

    @Operation(operationId = "listScenarios", summary = "Lists all scenarios.")
    @GetMapping
    PageOf<ScenarioJson> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = PageOf.limit(limit, USUAL_PAGE);
        var found = drafts.page(after == null ? "" : after, most + 1);
        return PageOf.of(found, most, ScenarioView::key).map(ScenarioDraftApi::json);
    }

    @Operation(
            operationId = "getScenario",
            summary = "Shows a scenario with its versions and what is wrong with its draft.")
    @GetMapping("/{key}")
    ScenarioDetailsJson find(@PathVariable String key) {
        var view = drafts.find(key);
        return new ScenarioDetailsJson(
                json(view),
                drafts.versions(key).stream()
                        .map(version -> new VersionJson(version.version(), version.name(), version.publishedAt()))
                        .toList(),
                ProblemLine.json(drafts.compiled(key).problems(), texts));
    }

    private static ScenarioJson json(ScenarioView view) {
        return new ScenarioJson(
                view.key(),
                view.name(),
                view.state().name().toLowerCase(Locale.ROOT),
                view.version(),
                view.draftUpdatedAt(),
                view.draftDiffers(),
                view.draftErrors(),
                view.reentry().name(),
                view.reentryDays() == 0 ? null : view.reentryDays());
    }
}
