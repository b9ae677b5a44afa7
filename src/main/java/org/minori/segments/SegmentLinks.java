package org.minori.segments;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How segments name each other: never in a circle, and never so that small rules add up to a forest. */
@Component
class SegmentLinks {

    static final long MOST_LEAVES = 1_000;

    private final SegmentShelf shelf;

    SegmentLinks(SegmentShelf shelf) {
        this.shelf = shelf;
    }

    /** What speaks against segment {@code from} (null for one that is not stored) naming {@code to}. */
    @Nullable
    String faultOf(@Nullable String from, String to) {
        if (to.equals(from)) {
            return "circle";
        }
        if (shelf.meaning(to).isEmpty()) {
            return "unknownSegment";
        }
        return from != null && reaches(to, from, new HashSet<>()) ? "circle" : null;
    }

    private boolean reaches(String from, String target, Set<String> seen) {
        return named(from).stream()
                .anyMatch(next -> next.equals(target) || (seen.add(next) && reaches(next, target, seen)));
    }

    private List<String> named(String key) {
        return shelf.meaning(key).orElse(null) instanceof RuleSql.Meaning.ByRule other
                ? named(other.rule())
                : List.of();
    }

    private static List<String> named(Rule rule) {
        return rule.leaves()
                .filter(Rule.InSegment.class::isInstance)
                .map(leaf -> ((Rule.InSegment) leaf).key())
                .toList();
    }

    /** How many leaves the rule has with the segments that it names written out. */
    long leaves(Rule rule) {
        return leaves(rule, new HashMap<>());
    }

    private long leaves(Rule rule, Map<String, Long> known) {
        long sum = rule.leaves().count();
        for (var key : named(rule)) {
            var count = known.get(key);
            if (count == null) {
                known.put(key, 1L);
                count = shelf.meaning(key).orElse(null) instanceof RuleSql.Meaning.ByRule other
                        ? leaves(other.rule(), known)
                        : 1L;
                known.put(key, count);
            }
            sum = Math.min(sum + count, Integer.MAX_VALUE);
        }
        return sum;
    }

    /** The names of the segments whose rules name this one. */
    List<String> namesOfThoseThatName(String key) {
        return shelf.all().stream()
                .filter(segment -> named(segment.key()).contains(key))
                .map(Segment::name)
                .toList();
    }
}
