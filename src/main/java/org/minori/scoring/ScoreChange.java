package org.minori.scoring;

import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.tracking.TouchpointId;

/**
 * One row for the ledger.
 *
 * @param score which score, {@code overall} by default
 * @param rule the name of the rule or step that says so, with its version
 * @param once a second change with the same word is not counted
 */
public record ScoreChange(
        ContactId contact,
        String score,
        int points,
        String rule,
        int ruleVersion,
        @Nullable TouchpointId touchpoint,
        @Nullable String reason,
        String once) {}
