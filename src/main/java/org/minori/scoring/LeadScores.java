package org.minori.scoring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactScores;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.storage.BatchedRows;
import org.minori.web.PageOf;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How interested each lead is: the door to the ledger, whose sums are the scores. */
@Service
@Transactional
public class LeadScores implements ContactScores {

    /** The score that everybody has. */
    public static final String OVERALL = "overall";

    private final BatchedRows rows;
    private final ScoreTables tables;
    private final ScoreMerging merging;
    private final ApplicationEventPublisher events;

    LeadScores(BatchedRows rows, ScoreTables tables, ScoreMerging merging, ApplicationEventPublisher events) {
        this.rows = rows;
        this.tables = tables;
        this.merging = merging;
        this.events = events;
    }

    /**
     * Writes ledger rows and the sums with them, in the running transaction; told as {@link ScoresChanged}. They are
     * collected and written set-wise when the transaction ends or a sum is asked for.
     */
    public void add(List<ScoreChange> changes) {
        collected().add(changes);
    }

    private CollectedChanges collected() {
        return rows.collector(CollectedChanges.class, () -> new CollectedChanges(tables, events));
    }

    /** The sum so far, including what this transaction added. */
    public int of(ContactId contact, String score) {
        collected().settleFor(List.of(contact));
        return tables.sum(contact, score);
    }

    /** All scores of each contact. */
    @Override
    public Map<ContactId, Map<String, Integer>> of(Collection<ContactId> contacts) {
        collected().settleFor(contacts);
        return tables.sums(contacts);
    }

    /** The names of all scores there are. */
    @Transactional(readOnly = true)
    public List<String> names() {
        return tables.names();
    }

    /** A contact's ledger, newest first. */
    @Transactional(readOnly = true)
    public PageOf<LedgerEntry> ledger(ContactId contact, long before, int limit) {
        var found = tables.ledger(contact, before, limit + 1);
        return PageOf.of(found, limit, entry -> Long.toString(entry.id()));
    }

    @EventListener
    void on(ContactsMerged merged) {
        rows.flush();
        var gained = merging.move(merged);
        if (!gained.isEmpty()) {
            events.publishEvent(new ScoresChanged(gained));
        }
    }

    @EventListener
    void on(ContactsParted parted) {
        rows.flush();
        merging.back(parted);
    }

    @EventListener
    void on(ContactErased erased) {
        rows.flush();
        tables.erase(erased.contact());
    }
}
