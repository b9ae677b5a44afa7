package org.minori.segments.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactView;
import org.minori.scoring.LeadScores;
import org.minori.segments.RulePreview;
import org.minori.segments.Segment;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.SegmentKind;
import org.minori.segments.SegmentNotFound;
import org.minori.segments.Segments;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Segments for other systems. */
@RestController
@RequestMapping("/api/v1/segments")
@AllowScope(Scopes.SEGMENTS)
class SegmentApi {

    private static final int USUAL_PAGE = 100;

    private final SegmentDefinitions definitions;
    private final Segments segments;
    private final RulePreview preview;
    private final LeadScores scores;

    SegmentApi(SegmentDefinitions definitions, Segments segments, RulePreview preview, LeadScores scores) {
        this.definitions = definitions;
        this.segments = segments;
        this.preview = preview;
        this.scores = scores;
    }

    /** What makes or changes a segment; kind FIXED, without a rule, makes a list that steps fill. */
    @Schema(
            example =
                    "{\"key\":\"managers\",\"name\":\"Managers\",\"rule\":{\"field\":\"jobTitle\",\"op\":\"contains\",\"value\":\"部長\"}}")
    record SegmentRequest(
            @Nullable String key,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable SegmentKind kind,

            @Schema(type = "object", description = "A tree of all, any and not over conditions; none for a list")
            @Nullable
            JsonNode rule) {}

    /** How many belong to it now. */
    @Schema(name = "SegmentCount")
    record Count(long count) {}

    @Operation(operationId = "createSegment", summary = "Makes a segment by a rule, or a list that scenarios fill.")
    @Answers(201)
    @PostMapping
    ResponseEntity<Segment> create(@RequestBody SegmentRequest request) {
        return created(make(request.key(), request));
    }

    @Operation(
            operationId = "saveSegment",
            summary = "Makes a segment under this key, or changes the one that is there.")
    @Answers({200, 201})
    @PutMapping("/{key}")
    ResponseEntity<Segment> put(@PathVariable String key, @RequestBody SegmentRequest request) {
        if (request.key() != null && !request.key().equals(key)) {
            throw new InvalidInput("key", "segments.keyFixed");
        }
        if (segments.exists(key)) {
            return ResponseEntity.ok(definitions.change(key, request.name(), request.rule()));
        }
        return created(make(key, request));
    }

    private Segment make(@Nullable String key, SegmentRequest request) {
        if (request.kind() != SegmentKind.FIXED) {
            return definitions.create(key, request.name(), request.rule());
        }
        if (request.rule() != null) {
            throw new InvalidInput("rule", "segments.isAList");
        }
        return definitions.createList(key, request.name());
    }

    private static ResponseEntity<Segment> created(Segment made) {
        return ResponseEntity.created(URI.create("/api/v1/segments/" + made.key()))
                .body(made);
    }

    @Operation(operationId = "listSegments", summary = "Lists all segments.")
    @GetMapping
    PageOf<Segment> list() {
        return new PageOf<>(definitions.all(), null);
    }

    @Operation(operationId = "getSegment", summary = "Shows a segment with its rule.")
    @GetMapping("/{key}")
    Segment get(@PathVariable String key) {
        return definitions.get(key);
    }

    @Operation(operationId = "countSegment", summary = "Counts the contacts that belong to a segment now.")
    @GetMapping("/{key}/count")
    Count count(@PathVariable String key) {
        return new Count(segments.count(key));
    }

    @Operation(operationId = "listSegmentContacts", summary = "Lists the contacts that belong to a segment now.")
    @GetMapping("/{key}/contacts")
    @AllowScope(Scopes.CONTACTS_READ)
    PageOf<ContactView> contacts(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable ContactId after,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (!segments.exists(key)) {
            throw new SegmentNotFound(key);
        }
        var page = preview.contacts(key, after, PageOf.limit(limit, USUAL_PAGE));
        List<ContactId> ids = page.items().stream().map(ContactCard::id).toList();
        var known = scores.of(ids);
        return page.map(card -> ContactView.of(card, known.getOrDefault(card.id(), Map.of())));
    }
}
