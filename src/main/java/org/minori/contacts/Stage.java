package org.minori.contacts;

/** Where a lead stands in its life. Marketing owns LEAD and MQL, sales owns SQL and CUSTOMER, nobody owns NON_TARGET; a lead that is handed over stays MQL, owned by sales, until sales accepts it. */
public enum Stage {
    LEAD,
    MQL,
    SQL,
    CUSTOMER,
    NON_TARGET
}
