package org.minori.scenarios.reading;

import java.util.List;

/** A drawing in plain words. */
public record Reading(List<Line> lines) {

    /**
     * One sentence.
     *
     * @param element what of the drawing it is about
     * @param depth how many branches it lies in
     */
    public record Line(String element, int depth, String text) {}
}
