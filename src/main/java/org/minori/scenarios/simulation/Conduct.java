package org.minori.scenarios.simulation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What people do in a simulation.
 *
 * @param usual what contacts do of whom nothing else is said
 * @param bySegment what those do who are in a segment when it begins; the first that fits holds
 * @param byLink how likely it is that a link is clicked, besides any other click
 */
public record Conduct(Behaviour usual, List<OfSegment> bySegment, List<OfLink> byLink, SalesBehaviour sales) {

    static final int MOST = 20;

    /** What is usual. */
    public static final Conduct USUAL = of(Behaviour.USUAL);

    /** What the contacts of one segment do. */
    public record OfSegment(String segment, Behaviour behaviour) {}

    /** How likely it is that this link is clicked by somebody who gets this e-mail. */
    @Schema(name = "LinkBehaviour")
    public record OfLink(String email, String link, double click) {}

    /** Everybody does the same, and sales what is usual. */
    public static Conduct of(Behaviour behaviour) {
        return new Conduct(behaviour, List.of(), List.of(), SalesBehaviour.USUAL);
    }
}
