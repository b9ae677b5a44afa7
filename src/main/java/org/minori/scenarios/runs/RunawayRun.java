package org.minori.scenarios.runs;

/** A run passed a thousand steps without once waiting: its drawing goes in a circle, and it is stopped as a failure. */
class RunawayRun extends RuntimeException {

    RunawayRun(long enrolment, String element) {
        super("run " + enrolment + " goes in a circle at " + element);
    }
}
