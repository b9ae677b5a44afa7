package org.minori.scoring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.minori.contacts.ContactId;
import org.springframework.stereotype.Service;

/** How interested each lead is: the door to the ledger, whose sums are the scores. */
@Service
public class LeadScores {

    /** The score that everybody has. */
    public static final String OVERALL = "overall";

    /** Writes ledger rows and the sums with them, in the running transaction; told as {@link ScoresChanged}. */
    public void add(List<ScoreChange> changes) {
        throw new UnsupportedOperationException();
    }

    /** The sum so far, including what this transaction added. */
    public int of(ContactId contact, String score) {
        throw new UnsupportedOperationException();
    }

    /** All scores of each contact. */
    public Map<ContactId, Map<String, Integer>> of(Collection<ContactId> contacts) {
        throw new UnsupportedOperationException();
    }

    /** The names of all scores there are. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }
}
