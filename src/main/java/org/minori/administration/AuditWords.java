package org.minori.administration;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.web.Role;

/**
 * What a module tells of the things that its rows of the audit log are about; it brings one as a bean. Its message files
 * say what was done ({@code module.audit.did.action}) and what each kind is called ({@code module.audit.kind.kind}).
 */
public interface AuditWords {

    /** The first word of its message keys. */
    String module();

    /** Whose rows it knows, such as {@code scenario} of {@code scenario:welcome}. */
    Set<String> kinds();

    /** What the thing is called now and where it is; empty when it is gone. */
    Optional<Thing> find(String kind, String id);

    /** A noted value as people read it; empty where it says nothing to them. */
    default Optional<String> value(AuditEntry entry, String detail, String value) {
        return Optional.of(value);
    }

    /**
     * A thing that is there.
     *
     * @param path its page; null where it has none
     * @param reader who may open that page, besides administrators
     */
    record Thing(String name, @Nullable String path, Role reader) {}
}
