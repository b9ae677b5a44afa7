package org.minori.scenarios.runs;

import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario;

/** One contact's way through one version of a scenario: the enrolment, seen from inside a step. */
public record Run(long enrolment, ContactId contact, int version, CompiledScenario scenario) {

    /** What the names of results begin with among the variables of a run, so that none can meet a name of the engine. */
    public static final String RESULT = "result.";

    /**
     * What the names begin with under which a run that was moved to another version remembers in which version it did a
     * step that lies ahead of it again, so that nothing is done twice.
     */
    public static final String DONE = "done.";
}
