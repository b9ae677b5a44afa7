package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.operations.Batch;
import org.minori.scenarios.operations.BatchNotFound;
import org.minori.scenarios.operations.Batches;
import org.minori.scenarios.operations.Migrating;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.web.AllowScope;
import org.minori.web.BodyShape;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moving those who are on their way to another version, for other systems. */
@RestController
@RequestMapping("/api/v1")
@AllowScope(Scopes.SCENARIOS)
class MigrationsApi {

    private final Migrating migrating;
    private final Batches batches;
    private final PublishedScenarios published;
    private final Texts texts;

    MigrationsApi(Migrating migrating, Batches batches, PublishedScenarios published, Texts texts) {
        this.migrating = migrating;
        this.batches = batches;
        this.published = published;
        this.texts = texts;
    }

    @Schema(example = "{\"from\":1,\"to\":2,\"mapping\":{\"Activity_OldWait\":\"Activity_NewWait\"}}")
    @BodyShape("{\"from\":1,\"to\":2,\"mapping\":{\"oldStep\":\"newStep\"},\"before\":\"step\"}")
    record MigrationRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1") @Nullable
            Integer from,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1") @Nullable
            Integer to,

            @Nullable Map<String, @Nullable String> mapping,
            @Nullable String before) {}

    record MigrationId(String id) {}

    /** Those who can't move; the code names the reason for programs. */
    @Schema(name = "CannotMove")
    record StuckJson(String element, String name, long count, String reason, String code) {}

    @Schema(name = "MovePreview")
    record PreviewJson(long movable, List<StuckJson> stuck, Map<String, String> mapping) {}

    /** How far a migration is; those who had ended or left the version meanwhile count in the total alone. */
    record MigrationJson(String status, long moved, long failed, long total) {}

    /** With preview, says who would move and who not and why; else begins to move everybody who can. */
    @Operation(
            operationId = "moveToVersion",
            summary = "Moves those who are on their way to another version, or with preview only tells who can.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(schema = @Schema(implementation = PreviewJson.class))),
                @ApiResponse(
                        responseCode = "202",
                        content = @Content(schema = @Schema(implementation = MigrationId.class)))
            })
    @PostMapping("/scenarios/{key}/migrations")
    ResponseEntity<?> migrate(
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody MigrationRequest asked) {
        published.get(key);
        var move = move(key, asked);
        if (!preview) {
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .body(new MigrationId(Long.toString(migrating.start(move))));
        }
        var outcome = migrating.preview(move);
        return ResponseEntity.ok(new PreviewJson(
                outcome.movable(),
                outcome.stuck().stream().map(stuck -> json(stuck, move)).toList(),
                outcome.mapping()));
    }

    private StuckJson json(Migrating.Stuck stuck, Move move) {
        return new StuckJson(
                stuck.element(),
                stuck.name(),
                stuck.count(),
                texts.of("operations.migration.reason." + stuck.reason(), move.from(), move.to()),
                stuck.reason().name());
    }

    private static Move move(String key, MigrationRequest asked) {
        var from = asked.from();
        var to = asked.to();
        if (from == null || to == null) {
            throw new InvalidInput(from == null ? "from" : "to", "operations.migration.version");
        }
        var mapping = new LinkedHashMap<String, String>();
        if (asked.mapping() != null) {
            asked.mapping().forEach((old, next) -> mapping.put(old, next == null ? "" : next));
        }
        var before = asked.before();
        return new Move(key, from, to, mapping, before == null || before.isEmpty() ? null : before);
    }

    @Operation(operationId = "getMove", summary = "Tells how far a move to another version is.")
    @GetMapping("/migrations/{id}")
    MigrationJson migration(@PathVariable String id) {
        var batch = batches.find(BatchNotFound.number(id))
                .filter(Migrating::moves)
                .orElseThrow(() -> new BatchNotFound(id));
        return new MigrationJson(
                batch.state() == Batch.State.WORKING
                        ? "running"
                        : batch.state().name().toLowerCase(Locale.ROOT),
                batch.done() - batch.gone(),
                batch.failed(),
                batch.total());
    }
}
