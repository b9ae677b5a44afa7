package org.minori.scenarios;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.runs.Enrolments;
import org.springframework.stereotype.Service;

/** Running and authoring the diagrams: the door that pages, API and tests use. Only events come in from other modules. */
@Service
public class Scenarios {

    private final Enrolments enrolments;

    Scenarios(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    /**
     * Asks for runs of the published scenario: rows first, unique by contact and run, so that a hundred equal requests
     * make one run; a worker starts them in batches.
     *
     * @return the id of the batch, by which its progress can be asked
     */
    public long enrol(String scenario, Collection<ContactId> contacts, @Nullable String startedBy) {
        return enrolments.request(scenario, contacts, startedBy);
    }
}
