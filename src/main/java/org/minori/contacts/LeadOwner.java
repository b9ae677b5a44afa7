package org.minori.contacts;

/** The one side that answers for a lead; NONE only for a non-target. */
public enum LeadOwner {
    MARKETING,
    SALES,
    NONE
}
