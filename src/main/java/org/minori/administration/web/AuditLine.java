package org.minori.administration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditEntry;
import org.minori.web.Role;

/**
 * A row of the audit log as people read it. Public, since templates can't read others.
 *
 * @param thing what it happened to, by its name; empty where the kind says all
 * @param path where the thing is; null when it is gone or has no page
 * @param reader who may open that page, besides administrators
 */
public record AuditLine(
        AuditEntry entry,
        String actor,
        String did,
        String kind,
        String thing,
        @Nullable String path,
        Role reader,
        boolean gone,
        List<Change> changes) {

    /** What a field was, where that was noted, and what it is since then. */
    public record Change(String name, @Nullable String before, String after) {}
}
