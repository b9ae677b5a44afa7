package org.minori.administration;

import java.time.Clock;
import java.util.Map;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Finds out by whom and from where something is being done. */
@Component
class AuditActors {

    private final Clock clock;

    AuditActors(Clock clock) {
        this.clock = clock;
    }

    AuditRows.NewEntry entry(String action, String subject, Map<String, String> details) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var principal = authentication == null ? null : authentication.getPrincipal();
        if (principal instanceof SessionUser user) {
            return entry("user:" + user.id(), user.displayName(), action, subject, details);
        }
        if (principal instanceof ApiCaller caller) {
            return entry("key:" + caller.keyId(), caller.keyName(), action, subject, details);
        }
        return entry("system", "", action, subject, details);
    }

    private AuditRows.NewEntry entry(
            String actor, String name, String action, String subject, Map<String, String> details) {
        return new AuditRows.NewEntry(clock.instant(), actor, name, address(), action, subject, details);
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
