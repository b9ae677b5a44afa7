package org.minori.scenarios.runs;

import java.util.Locale;
import org.minori.sales.LeadDecided;
import org.minori.sales.StageChanged;
import org.minori.scoring.ScoresChanged;
import org.minori.segments.SegmentsEntered;
import org.minori.tracking.TouchpointsRecorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what other modules tell and notes what could matter to a run, in their transaction. */
@Component
class SignalListener {

    private final Interests interests;
    private final Signals signals;

    SignalListener(Interests interests, Signals signals) {
        this.interests = interests;
        this.signals = signals;
    }

    @EventListener
    void recorded(TouchpointsRecorded event) {
        var wanted = interests.now().kinds();
        for (var recorded : event.touchpoints()) {
            var touchpoint = recorded.touchpoint();
            if (!touchpoint.machine()
                    && wanted.contains(touchpoint.type())
                    && !Waits.FOR_A_STATE.contains(touchpoint.type())) {
                signals.happened(touchpoint.contact(), touchpoint.type(), touchpoint.subject());
            }
        }
    }

    @EventListener
    void changed(ScoresChanged event) {
        var wanted = interests.now();
        for (var change : event.changes()) {
            if (wanted.crossed(change.score(), change.before(), change.after())) {
                signals.scored(change.contact(), change.score(), change.before(), change.after());
            }
        }
    }

    @EventListener
    void entered(SegmentsEntered event) {
        if (interests.now().segments().contains(event.segment())) {
            event.contacts().forEach(contact -> signals.happened(contact, Signals.SEGMENT_ENTERED, event.segment()));
        }
    }

    @EventListener
    void moved(StageChanged event) {
        if (interests.now().kinds().contains(Signals.STAGE_CHANGED)) {
            signals.happened(event.contact(), Signals.STAGE_CHANGED, event.to().name());
        }
    }

    @EventListener
    void decided(LeadDecided event) {
        // The outcome goes before the word, since a task may see several: accepted first, then won or lost.
        var outcome = event.outcome().name().toLowerCase(Locale.ROOT);
        signals.happened(event.contact(), Signals.SALES_DECIDED, outcome + "/" + event.once());
    }
}
