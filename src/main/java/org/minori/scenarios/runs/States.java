package org.minori.scenarios.runs;

import org.minori.contacts.ContactDirectory;
import org.minori.scoring.LeadScores;
import org.minori.segments.Segments;
import org.springframework.stereotype.Service;

/** Evaluates what a wait for a state asks, from what is committed now. */
@Service
class States {

    private final LeadScores scores;
    private final Segments segments;
    private final ContactDirectory contacts;

    States(LeadScores scores, Segments segments, ContactDirectory contacts) {
        this.scores = scores;
        this.segments = segments;
        this.contacts = contacts;
    }

    boolean holds(Waking.Wait wait) {
        return switch (wait.kind()) {
            case Signals.SCORE_REACHED ->
                wait.atLeast() != null && scores.of(wait.contact(), wait.subject()) >= wait.atLeast();
            case Signals.SEGMENT_ENTERED ->
                segments.exists(wait.subject()) && segments.contains(wait.subject(), wait.contact());
            case Signals.STAGE_CHANGED ->
                contacts.lifecycle(wait.contact()).stage().name().equals(wait.subject());
            // Whoever lets it go on looks whether that run is over.
            case Signals.RUN_ENDED -> true;
            default -> false;
        };
    }
}
