package org.minori.sales;

import org.minori.contacts.ContactId;

/** Sales said something of a lead: told inside the transaction that notes it. {@code once} is the word of the handover request. */
public record LeadDecided(SalesTaskId task, String once, ContactId contact, SalesOutcome outcome) {}
