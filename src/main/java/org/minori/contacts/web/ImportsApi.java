package org.minori.contacts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactImports;
import org.minori.contacts.ImportId;
import org.minori.contacts.ImportProgress;
import org.minori.web.AllowScope;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of contacts from other systems. */
@RestController
@RequestMapping("/api/v1/imports")
@AllowScope(Scopes.CONTACTS_WRITE)
class ImportsApi {

    private final ContactImports imports;
    private final ObjectMapper json;
    private final Texts texts;

    ImportsApi(ContactImports imports, ObjectMapper json, Texts texts) {
        this.imports = imports;
        this.json = json;
        this.texts = texts;
    }

    @Schema(name = "ImportOptions", example = "{\"mapping\":{\"メール\":\"email\"},\"tags\":[\"exhibition\"]}")
    record Options(
            @Nullable String encoding,
            @Nullable Map<String, @Nullable String> mapping,
            @Nullable JsonNode createFields,
            @Nullable Set<String> tags,
            @Nullable String campaign,
            ContactBody.@Nullable ConsentBody consent) {

        boolean createsFields() {
            return createFields != null
                    && !createFields.isNull()
                    && (createFields.isContainerNode() ? !createFields.isEmpty() : createFields.asBoolean());
        }

        @Nullable
        Map<String, String> mappingOrNull() {
            if (mapping == null) {
                return null;
            }
            var complete = new LinkedHashMap<String, String>();
            mapping.forEach((column, field) -> complete.put(column, Objects.requireNonNullElse(field, "")));
            return complete;
        }
    }

    /** The two parts of the call, as its description names them. */
    @Schema(name = "ImportUpload")
    record Upload(
            @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
            MultipartFile file,

            @Nullable Options options) {}

    @Schema(name = "ImportTaken")
    record Accepted(String id) {}

    @Schema(name = "ImportProgress")
    record View(
            String id,
            String status,
            long rows,
            long processed,
            long created,
            long updated,
            long unchanged,
            long refused,
            long duplicates,
            boolean done,
            @Nullable String failure,
            List<String> warnings) {}

    @Operation(
            operationId = "startImport",
            summary = "Takes in contacts from a CSV file, in the background.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = Upload.class))))
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted take(
            @Parameter(hidden = true) @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            @Parameter(hidden = true) @RequestPart(name = "options", required = false) byte @Nullable [] options)
            throws IOException {
        if (file == null) {
            throw new InvalidInput("file", "contacts.import.noFile");
        }
        var asked = options(options);
        var tags = asked.tags() == null ? Set.<String>of() : new LinkedHashSet<>(asked.tags());
        try (var content = file.getInputStream()) {
            var id = imports.take(
                    Objects.requireNonNullElse(file.getOriginalFilename(), "import.csv"),
                    content,
                    asked.encoding(),
                    asked.mappingOrNull(),
                    asked.createsFields(),
                    tags,
                    asked.campaign(),
                    asked.consent() == null ? null : asked.consent().consent());
            return new Accepted(id.toString());
        }
    }

    private Options options(byte @Nullable [] options) throws IOException {
        if (options == null || options.length == 0) {
            return new Options(null, null, null, null, null, null);
        }
        try {
            return json.readValue(options, Options.class);
        } catch (JsonProcessingException malformed) {
            throw new InvalidInput("options", "contacts.error.notAnObject");
        }
    }

    @Operation(operationId = "getImport", summary = "Tells how far an import is.")
    @GetMapping("/{id}")
    @AllowScope(Scopes.CONTACTS_READ)
    View get(@PathVariable ImportId id) {
        return view(imports.find(id));
    }

    @Operation(
            operationId = "downloadRefusedRows",
            summary = "Gives the rows of an import that were refused, with the reasons, as CSV.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @GetMapping("/{id}/errors")
    @AllowScope(Scopes.CONTACTS_READ)
    void errors(@PathVariable ImportId id, HttpServletResponse response) throws IOException {
        imports.find(id);
        CsvDownload.begin(response, "import-" + id + "-errors.csv");
        imports.writeRefused(id, response.getWriter());
    }

    @Operation(
            operationId = "undoImport",
            summary = "Takes an import back: what it made goes, what it changed is as before.")
    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View undo(@PathVariable ImportId id) {
        imports.undo(id);
        return view(imports.find(id));
    }

    private View view(ImportProgress progress) {
        return new View(
                progress.id().toString(),
                progress.state().name().toLowerCase(Locale.ROOT),
                progress.rows(),
                progress.processed(),
                progress.created(),
                progress.updated(),
                progress.unchanged(),
                progress.refused(),
                progress.duplicates(),
                progress.state().isAtRest(),
                progress.failure() == null ? null : texts.of(progress.failure()),
                imports.otherLines(progress.id())
                        .map(lines -> List.of(OtherLinesText.of(lines, texts)))
                        .orElse(List.of()));
    }
}
