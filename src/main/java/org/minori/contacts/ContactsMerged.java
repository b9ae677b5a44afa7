package org.minori.contacts;

/**
 * Two records turned out to be one person: every module gives what it knows of the loser to the winner, in the same
 * transaction, and notes with {@link MovedRows} what that was; both cards can still be read.
 */
public record ContactsMerged(ContactId winner, ContactId loser, long merge) {}
