package org.minori.scenarios.simulation;

/** How likely it is that a contact opens a mail, clicks in it, answers it, or submits the form that the scenario waits for. */
public record Behaviour(double open, double click, double reply, double form) {

    /** What is usual. */
    public static final Behaviour USUAL = new Behaviour(0.25, 0.05, 0, 0.02);

    boolean isPossible() {
        return within(open) && within(click) && within(reply) && within(form);
    }

    private static boolean within(double probability) {
        return probability >= 0 && probability <= 1;
    }
}
