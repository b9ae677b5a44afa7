package org.minori.scenarios.authoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.Stage;
import org.minori.scenarios.authoring.Condition.All;
import org.minori.scenarios.authoring.Condition.Any;
import org.minori.scenarios.authoring.Condition.Comparison;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.authoring.Condition.Not;
import org.minori.scenarios.authoring.Condition.Source;

/**
 * All the situations that some conditions can tell apart: each name with every value that one of them mentions, and one
 * below, between and above. What holds in none of them never holds.
 */
final class Situations {

    /** Beyond it nothing is said, since counting through would take longer than anybody waits. */
    private static final int MOST = 20_000;

    private final Map<Name, List<@Nullable Object>> values = new LinkedHashMap<>();
    private final long size;

    Situations(Collection<Condition> conditions) {
        var mentioned = new LinkedHashMap<Name, Set<Object>>();
        conditions.forEach(condition -> collect(condition, mentioned));
        mentioned.forEach((name, literals) -> values.put(name, candidates(name, literals)));
        long all = 1;
        for (var candidates : values.values()) {
            all = Math.min(all * candidates.size(), MOST + 1L);
        }
        size = all;
    }

    /** Whether one of them is as wanted; true where there are too many to tell. */
    boolean any(Predicate<Map<Name, @Nullable Object>> wanted) {
        return size > MOST || any(new ArrayList<>(values.keySet()), 0, new HashMap<>(), wanted);
    }

    private boolean any(
            List<Name> names,
            int next,
            Map<Name, @Nullable Object> situation,
            Predicate<Map<Name, @Nullable Object>> wanted) {
        if (next == names.size()) {
            return wanted.test(situation);
        }
        for (var value : values.getOrDefault(names.get(next), List.of())) {
            situation.put(names.get(next), value);
            if (any(names, next + 1, situation, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static void collect(Condition condition, Map<Name, Set<Object>> mentioned) {
        if (condition instanceof All all) {
            all.conditions().forEach(part -> collect(part, mentioned));
        } else if (condition instanceof Any any) {
            any.conditions().forEach(part -> collect(part, mentioned));
        } else if (condition instanceof Not not) {
            collect(not.condition(), mentioned);
        } else if (condition instanceof Comparison comparison) {
            mentioned
                    .computeIfAbsent(comparison.left(), name -> new LinkedHashSet<>())
                    .add(comparison.right());
        }
    }

    private static List<@Nullable Object> candidates(Name name, Set<Object> literals) {
        var candidates = new ArrayList<@Nullable Object>();
        if (name.source() == Source.STAGE) {
            Arrays.stream(Stage.values()).forEach(stage -> candidates.add(stage.name()));
            return candidates;
        }
        var numbers = new TreeSet<BigDecimal>();
        for (var literal : literals) {
            if (literal instanceof BigDecimal number) {
                numbers.add(number);
            } else if (literal instanceof Boolean) {
                candidates.add(true);
                candidates.add(false);
            } else {
                candidates.add(literal);
                candidates.add(literal + "\0");
            }
        }
        addAround(numbers, candidates);
        if (name.source() != Source.SCORE) {
            candidates.add("");
            candidates.add(null);
        }
        return candidates;
    }

    private static void addAround(TreeSet<BigDecimal> numbers, List<@Nullable Object> candidates) {
        BigDecimal before = null;
        for (var number : numbers) {
            candidates.add(
                    before == null
                            ? number.subtract(BigDecimal.ONE)
                            : before.add(number).divide(BigDecimal.valueOf(2)));
            candidates.add(number);
            before = number;
        }
        if (before != null) {
            candidates.add(before.add(BigDecimal.ONE));
        }
    }
}
