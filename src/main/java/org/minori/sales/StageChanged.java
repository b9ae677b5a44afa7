package org.minori.sales;

import org.minori.contacts.ContactId;
import org.minori.contacts.Stage;

/** A lead moved in its life: told inside the transaction that notes it. */
public record StageChanged(ContactId contact, Stage from, Stage to) {}
