package org.minori.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A segment as its makers see it; the rule is there for kind RULE. */
public record Segment(
        String key, String name, SegmentKind kind, @Nullable JsonNode rule, int version, Instant updatedAt) {}
