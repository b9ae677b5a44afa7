package org.minori.sales;

import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;

/** A lead that this transaction holds: until it ends nobody else moves it. */
record Lead(
        ContactId contact,
        Stage stage,
        LeadOwner owner,
        @Nullable UserId salesOwner) {

    /** The one side that answers for a lead of the stage. */
    static LeadOwner ownerOf(Stage stage) {
        return switch (stage) {
            case LEAD, MQL -> LeadOwner.MARKETING;
            case SQL, CUSTOMER -> LeadOwner.SALES;
            case NON_TARGET -> LeadOwner.NONE;
        };
    }

    /** Where what sales says moves the lead; who bought once stays a customer whatever becomes of the next deal. */
    Stage stageAfter(SalesOutcome outcome) {
        if (stage == Stage.CUSTOMER) {
            return Stage.CUSTOMER;
        }
        return switch (outcome) {
            case ACCEPTED -> Stage.SQL;
            case WON -> Stage.CUSTOMER;
            case RETURNED, LOST -> Stage.MQL;
        };
    }
}
