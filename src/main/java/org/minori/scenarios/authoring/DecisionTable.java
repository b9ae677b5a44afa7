package org.minori.scenarios.authoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A decision table: the answer of the first row whose condition holds, else the one that is left.
 *
 * @param version counted up with each change
 */
public record DecisionTable(String key, String name, int version, List<Row> rows, String otherwise) {

    /** One row: a condition in the words of branches, and the answer that it gives. */
    @Schema(name = "DecisionRow")
    public record Row(String when, String then) {}

    /** All answers that it can give. */
    public Set<String> answers() {
        return Stream.concat(rows.stream().map(Row::then), Stream.of(otherwise))
                .collect(Collectors.toUnmodifiableSet());
    }
}
