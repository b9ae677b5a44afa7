package org.minori.scoring;

/** How warm a lead is, by its overall score. */
public enum Grade {
    A,
    B,
    C,
    D
}
