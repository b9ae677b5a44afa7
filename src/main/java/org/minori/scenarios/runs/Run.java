package org.minori.scenarios.runs;

import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.storage.KeyHash;

/** One contact's way through one version of a scenario: the enrolment, seen from inside a step. */
public record Run(long enrolment, ContactId contact, int version, CompiledScenario scenario) {

    /** What the names of results begin with among the variables of a run, so that none can meet a name of the engine. */
    public static final String RESULT = "result.";

    /**
     * What the names begin with under which a run that was moved remembers the word of a step that lies ahead of it and
     * that it has done in an earlier version, so that nothing is done twice.
     */
    public static final String DONE = "done.";

    private static final int LONGEST_ELEMENT = 80;

    /** The word under which it waits for what sales decides. */
    public String sender() {
        return "run:" + enrolment;
    }

    /** A step of a version, as the words of what it did hold it; drawings of other tools may have ids longer than these. */
    public static String word(int version, String element) {
        return version + ":" + shortened(element);
    }

    /** An element's id, or what stands for it where it is longer than what the tables hold. */
    public static String shortened(String element) {
        return element.length() <= LONGEST_ELEMENT ? element : KeyHash.of(element);
    }
}
