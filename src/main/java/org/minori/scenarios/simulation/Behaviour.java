package org.minori.scenarios.simulation;

/**
 * How likely it is that a contact opens a mail, clicks in it, answers it, or submits the form that the scenario waits for.
 *
 * @param hours after how many hours on the average
 */
public record Behaviour(double open, double click, double reply, double form, double hours) {

    /** What is usual. */
    public static final Behaviour USUAL = new Behaviour(0.25, 0.05, 0, 0.02, 12);

    static final int LONGEST_HOURS = 2_400;
}
