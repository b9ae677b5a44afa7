package org.minori.sales;

/** What sales said of a lead that was handed over. */
public enum SalesOutcome {
    ACCEPTED,
    RETURNED,
    WON,
    LOST
}
