package org.minori.administration;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Names users and API keys in the audit log. */
@Component
class AccountAudit implements AuditWords {

    private final UserAccounts users;
    private final ApiKeys keys;
    private final Texts texts;

    AccountAudit(UserAccounts users, ApiKeys keys, Texts texts) {
        this.users = users;
        this.keys = keys;
        this.texts = texts;
    }

    @Override
    public String module() {
        return "administration";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("user", "apiKey");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return kind.equals("user") ? user(id) : key(id);
    }

    private Optional<Thing> user(String id) {
        return users.find(UserId.of(id))
                .map(user -> new Thing(user.name(), "/settings/users/" + user.id(), Role.ADMIN));
    }

    private Optional<Thing> key(String id) {
        return keys.all().stream()
                .filter(key -> Long.toString(key.id()).equals(id))
                .map(key -> new Thing(key.name(), "/settings/api-keys", Role.ADMIN))
                .findFirst();
    }

    @Override
    public Optional<String> value(AuditEntry entry, String detail, String value) {
        return switch (detail) {
            case "roles", "rolesBefore" ->
                Optional.of(Arrays.stream(value.replaceAll("[\\[\\] ]", "").split(",", -1))
                        .sorted()
                        .map(role -> texts.of("administration.role." + role))
                        .collect(Collectors.joining(", ")));
            case "active", "activeBefore" -> Optional.of(texts.of("administration.audit.active." + value));
            default -> Optional.of(value);
        };
    }
}
