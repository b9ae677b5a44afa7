package org.minori.contacts;

/** A merge is taken back: every module gives back what it moved then, in the same transaction; both cards can be read again. */
public record ContactsParted(ContactId winner, ContactId loser, long merge) {}
