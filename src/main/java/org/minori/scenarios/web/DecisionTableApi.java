package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.DecisionTable;
import org.minori.scenarios.authoring.DecisionTable.Row;
import org.minori.scenarios.authoring.DecisionTableNotFound;
import org.minori.scenarios.authoring.DecisionTables;
import org.minori.web.AllowScope;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decision tables for other systems. */
@RestController
@RequestMapping("/api/v1/decision-tables")
@AllowScope(Scopes.SCENARIOS)
class DecisionTableApi {

    private final DecisionTables tables;

    DecisionTableApi(DecisionTables tables) {
        this.tables = tables;
    }

    /** What makes a table or its next version. */
    @Schema(
            name = "DecisionTableRequest",
            example =
                    "{\"name\":\"Region\",\"rows\":[{\"when\":\"score.overall >= 50\",\"then\":\"tokyo\"}],\"otherwise\":\"other\"}")
    record TableRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable List<RowRequest> rows,
            @Nullable String otherwise) {}

    /** One row: a condition in the words of branches, and the answer that it gives. */
    @Schema(name = "DecisionRowRequest")
    record RowRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String when,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String then) {}

    @Operation(operationId = "listDecisionTables", summary = "Lists all decision tables.")
    @GetMapping
    PageOf<DecisionTable> list() {
        return new PageOf<>(tables.all(), null);
    }

    @Operation(operationId = "getDecisionTable", summary = "Shows a decision table in its newest version.")
    @GetMapping("/{key}")
    DecisionTable get(@PathVariable String key) {
        return tables.find(key).orElseThrow(() -> new DecisionTableNotFound(key));
    }

    @Operation(
            operationId = "saveDecisionTable",
            summary = "Makes a decision table under this key, or its next version.")
    @PutMapping("/{key}")
    DecisionTable put(@PathVariable String key, @RequestBody TableRequest request) {
        List<RowRequest> rows = request.rows() == null ? List.of() : request.rows();
        return tables.save(
                key,
                text(request.name()),
                rows.stream()
                        .filter(Objects::nonNull)
                        .map(row -> new Row(text(row.when()), text(row.then())))
                        .toList(),
                text(request.otherwise()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
