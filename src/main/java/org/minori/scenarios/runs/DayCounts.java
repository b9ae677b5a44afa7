package org.minori.scenarios.runs;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.storage.BatchedRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What every step and branch saw on each day: the counts that reports live on when runs and the engine's history are long gone.
 * Only workers write here, so that no run waits for another.
 */
@Component
class DayCounts {

    private static final String NEW = """
            INSERT IGNORE INTO scenario_day
              (scenario_key, version, on_day, element, entered, left_count, waited, converted) VALUES""";
    private static final String ADD = """
            UPDATE scenario_day SET entered = entered + ?, left_count = left_count + ?, waited = waited + ?,
              converted = converted + ? WHERE scenario_key = ? AND version = ? AND on_day = ? AND element = ?
            """;

    private final BatchedRows rows;
    private final JdbcTemplate batches;

    DayCounts(BatchedRows rows, JdbcTemplate batches) {
        this.rows = rows;
        this.batches = batches;
    }

    /** An element of a version on a day; the order in which rows are locked, so that no two workers wait for each other. */
    record Place(String scenario, int version, LocalDate day, String element) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::scenario)
                .thenComparing(Place::version)
                .thenComparing(Place::day)
                .thenComparing(Place::element);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** What is to be added. */
    static final class Sums {

        private final Map<Place, long[]> sums = new TreeMap<>();

        void add(Place place, long entered, long left, long waited, long converted) {
            var sum = sums.computeIfAbsent(place, key -> new long[4]);
            sum[0] += entered;
            sum[1] += left;
            sum[2] += waited;
            sum[3] += converted;
        }
    }

    /**
     * Adds in the running transaction: to what is there, and only what is not begins at nothing first, since a look at a row
     * by an insert before its update lets two workers wait for each other. One statement for both (ON DUPLICATE KEY UPDATE)
     * was seen to add the first of many rows many times over on a busy H2.
     */
    void add(Sums added) {
        var fresh = update(added.sums);
        if (!fresh.isEmpty()) {
            rows.insertNew(NEW, fresh.keySet().stream().map(DayCounts::key).toList());
            update(fresh);
        }
    }

    /** Says which of them have no row. */
    private Map<Place, long[]> update(Map<Place, long[]> sums) {
        var missing = new TreeMap<Place, long[]>();
        if (sums.isEmpty()) {
            return missing;
        }
        var places = List.copyOf(sums.entrySet());
        int[] updated = batches.batchUpdate(
                ADD, places.stream().map(DayCounts::addition).toList());
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.put(places.get(i).getKey(), places.get(i).getValue());
            }
        }
        return missing;
    }

    private static Object[] addition(Map.Entry<Place, long[]> sum) {
        var place = sum.getKey();
        var count = sum.getValue();
        return new Object[] {
            count[0], count[1], count[2], count[3], place.scenario(), place.version(), place.day(), place.element()
        };
    }

    private static @Nullable Object[] key(Place place) {
        return new @Nullable Object[] {place.scenario(), place.version(), place.day(), place.element(), 0, 0, 0, 0};
    }
}
