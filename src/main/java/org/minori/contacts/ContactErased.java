package org.minori.contacts;

/** A contact asked to be forgotten: every module removes what it knows of it, in the same transaction. */
public record ContactErased(ContactId contact) {}
