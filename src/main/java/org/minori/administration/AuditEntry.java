package org.minori.administration;

import java.time.Instant;
import java.util.Map;

/** One row of the audit log as a page shows it. */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String actorName,
        String address,
        String action,
        String subject,
        Map<String, String> details) {}
