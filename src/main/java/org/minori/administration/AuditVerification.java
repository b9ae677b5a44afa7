package org.minori.administration;

import org.jspecify.annotations.Nullable;

/** What a check of the audit log found: how many rows are good, and the number of the first that is not. */
public record AuditVerification(long entries, @Nullable Long firstBroken) {

    public boolean intact() {
        return firstBroken == null;
    }
}
