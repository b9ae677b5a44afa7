package org.minori.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.springframework.context.ApplicationEventPublisher;

/** The score changes of one transaction. */
final class CollectedChanges implements BatchedRows.Collector {

    // Every transaction takes the contacts in this order, so that two of them wait for and never block each other.
    private static final Comparator<ScoreTables.Sum> ORDER = Comparator.comparingLong(
                    (ScoreTables.Sum sum) -> sum.contact().value())
            .thenComparing(ScoreTables.Sum::score);

    private final ScoreTables tables;
    private final ApplicationEventPublisher events;
    private List<ScoreChange> changes = new ArrayList<>();

    CollectedChanges(ScoreTables tables, ApplicationEventPublisher events) {
        this.tables = tables;
        this.events = events;
    }

    void add(List<ScoreChange> added) {
        changes.addAll(added);
    }

    /** Settles now when anything was collected about one of these contacts; the other modules' rows need not be written for that. */
    void settleFor(Collection<ContactId> contacts) {
        if (changes.isEmpty()) {
            return;
        }
        var asked = contacts.size() > 1 ? Set.copyOf(contacts) : contacts;
        while (changes.stream().anyMatch(change -> asked.contains(change.contact()))) {
            settle();
        }
    }

    /** Writes the rows that are new, then adds their points to the sums; what is told last is already written. */
    @Override
    public boolean settle() {
        if (changes.isEmpty()) {
            return false;
        }
        var taken = changes;
        changes = new ArrayList<>();
        var increases = new LinkedHashMap<ScoreTables.Sum, Integer>();
        for (var change : tables.insertNew(taken)) {
            increases.merge(new ScoreTables.Sum(change.contact(), change.score()), change.points(), Integer::sum);
        }
        increases.values().removeIf(points -> points == 0);
        if (increases.isEmpty()) {
            return true;
        }
        var sums = increases.keySet().stream().sorted(ORDER).toList();
        boolean allFirst = tables.increase(sums, increases);
        // Read after the increase, which holds the rows: so the steps of concurrent transactions follow each other
        // without a gap.
        var after = allFirst
                ? Map.<ContactId, Map<String, Integer>>of()
                : tables.sums(
                        sums.stream().map(ScoreTables.Sum::contact).distinct().toList());
        events.publishEvent(new ScoresChanged(sums.stream()
                .map(sum -> {
                    int by = increases.getOrDefault(sum, 0);
                    int now = allFirst
                            ? by
                            : after.getOrDefault(sum.contact(), Map.of()).getOrDefault(sum.score(), 0);
                    return new ScoresChanged.Changed(sum.contact(), sum.score(), now - by, now);
                })
                .toList()));
        return true;
    }
}
