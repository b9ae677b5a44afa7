package org.minori.web;

/** What a signed-in user is to Minori. ADMIN may do everything that the others may. */
public enum Role {
    MARKETER,
    OPERATOR,
    SALES,
    ADMIN
}
