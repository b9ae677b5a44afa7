package org.minori.segments.web;

import com.fasterxml.jackson.databind.JsonNode;
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
    record SegmentRequest(
            @Nullable String key,
            @Nullable String name,
            @Nullable SegmentKind kind,
            @Nullable JsonNode rule) {}

    /** How many belong to it now. */
    record Count(long count) {}

    @PostMapping
    ResponseEntity<Segment> create(@RequestBody SegmentRequest request) {
        return created(make(request.key(), request));
    }

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

    @GetMapping
    PageOf<Segment> list() {
        return new PageOf<>(definitions.all(), null);
    }

    @GetMapping("/{key}")
    Segment get(@PathVariable String key) {
        return definitions.get(key);
    }

    @GetMapping("/{key}/count")
    Count count(@PathVariable String key) {
        return new Count(segments.count(key));
    }

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
