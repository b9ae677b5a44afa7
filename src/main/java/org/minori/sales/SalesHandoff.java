package org.minori.sales;

import org.minori.contacts.ContactId;
import org.minori.contacts.Stage;
import org.springframework.stereotype.Service;

/** Handing a lead over and taking it back, so that exactly one side answers for it at any time. */
@Service
public class SalesHandoff {

    /** Makes the task and moves the lead to sales; the same task for the same word. */
    public SalesTaskId handOver(HandoverRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Moves a lead in its life, with the owner that the stage asks for. */
    public void changeStage(ContactId contact, Stage stage) {
        throw new UnsupportedOperationException();
    }
}
