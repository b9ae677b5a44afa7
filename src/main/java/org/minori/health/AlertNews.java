package org.minori.health;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.minori.administration.Notices;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.integration.Webhooks;
import org.minori.web.Role;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells operators and administrators of alerts, and the webhooks that want to hear of them. */
@Component
class AlertNews {

    private final Notices notices;
    private final UserAccounts users;
    private final Webhooks webhooks;
    private final MessageSource messages;

    AlertNews(Notices notices, UserAccounts users, Webhooks webhooks, MessageSource messages) {
        this.notices = notices;
        this.users = users;
        this.webhooks = webhooks;
        this.messages = messages;
    }

    void raised(Alert alert, Instant now) {
        tell(alert, "raised", now, locale -> words("health.notice", words(kind(alert), alert.name(), locale), locale));
    }

    void cleared(Alert alert, Instant now) {
        tell(alert, "cleared", now, locale -> words(kind(alert) + ".over", alert.name(), locale));
    }

    private void tell(Alert alert, String what, Instant now, Function<Locale, String> words) {
        var once = "alert:" + alert.id() + ":" + what;
        audience().forEach(user -> notices.tell(user.id(), once, words.apply(user.locale()), alert.path()));
        webhooks.announce(once, "alert." + what, about(alert, what, now));
    }

    private static String kind(Alert alert) {
        return "health.alert." + alert.kind();
    }

    private String words(String key, String name, Locale locale) {
        return messages.getMessage(key, new Object[] {name}, locale);
    }

    /** Who is both is told once. */
    private Set<User> audience() {
        Set<User> audience = new LinkedHashSet<>();
        List.of(Role.OPERATOR, Role.ADMIN).forEach(role -> audience.addAll(users.withRole(role)));
        return audience;
    }

    private static Map<String, Object> about(Alert alert, String what, Instant now) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("id", Long.toString(alert.id()));
        words.put("kind", alert.kind());
        words.put("subject", alert.subject());
        words.put("name", alert.name());
        words.put("value", alert.worst());
        words.put("unit", alert.unit().name());
        words.put("since", alert.since().toString());
        words.put(what + "At", now.toString());
        return Map.of("alert", words);
    }
}
