package org.minori.scenarios.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.runs.RunDeeds;
import org.minori.scenarios.runs.RunDeeds.Deed;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.scenarios.web.RunNames.VisitLine;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** The way of a run as its page tells it: what it met, and between that what people did to it, in the order of time. */
@Component
class RunWays {

    private final RunDeeds deeds;
    private final RunNames names;
    private final Texts texts;

    RunWays(RunDeeds deeds, RunNames names, Texts texts) {
        this.deeds = deeds;
        this.names = names;
        this.texts = texts;
    }

    /**
     * What was done.
     *
     * @param by who did it; null where a rule did
     */
    record DeedLine(String text, @Nullable String by, Instant at) {}

    /**
     * A line of the way: a visit with its number on the diagram, or a deed.
     *
     * @param number 0 for a deed
     */
    record WayLine(
            int number, @Nullable VisitLine visit, @Nullable DeedLine deed) {}

    List<WayLine> of(RunView run, RunPaths.Path path) {
        var lines = new ArrayList<WayLine>();
        var visits = names.visits(path);
        int next = 0;
        for (var deed : deeds.of(run.id())) {
            while (next < visits.size() && visits.get(next).enteredAt().isBefore(deed.at())) {
                lines.add(new WayLine(next + 1, visits.get(next), null));
                next++;
            }
            lines.add(new WayLine(0, null, said(run, deed)));
        }
        for (; next < visits.size(); next++) {
            lines.add(new WayLine(next + 1, visits.get(next), null));
        }
        return lines;
    }

    private DeedLine said(RunView run, Deed deed) {
        return new DeedLine(
                texts.of(
                        "scenarios.deed." + deed.what(),
                        name(run, deed, deed.element()),
                        name(run, deed, deed.target())),
                deed.by() == null ? null : names.doneBy(deed.by()),
                deed.at());
    }

    private String name(RunView run, Deed deed, @Nullable String element) {
        var version = deed.version();
        return element == null || version == null ? "" : names.name(run.scenario(), version, element);
    }
}
