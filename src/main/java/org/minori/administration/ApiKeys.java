package org.minori.administration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys with which other systems call the API: shown once, kept as a hash, usable only for their scopes. */
@Service
public class ApiKeys {

    /** The number of the key that the settings bring at the first start. */
    static final long FROM_SETTINGS = 1;

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Pattern OUR_SHAPE = Pattern.compile("minori_([0-9a-z]{8})_.{20,}");
    private static final int LONGEST_KEY = 512;

    private final ApiKeyRows rows;
    private final AuditLog audit;
    private final UserAccounts users;
    private final Clock clock;
    private final Cache<String, ApiKeyRows.Stored> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();
    private final Map<Long, Instant> used = new ConcurrentHashMap<>();

    ApiKeys(ApiKeyRows rows, AuditLog audit, UserAccounts users, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.users = users;
        this.clock = clock;
    }

    /** One key as a page shows it; what it opens is no longer known to anybody but its holder. */
    public record ApiKey(
            long id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        /** Whether it opens anything at that time. */
        public boolean usableAt(Instant now) {
            return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
        }
    }

    /** All keys, the revoked too, the newest first. */
    public List<ApiKey> all() {
        return rows.all();
    }

    /** Makes a key and gives its text, which can't be had again. */
    @Transactional
    public String make(String name, Set<String> scopes, @Nullable Instant expiresAt) {
        if (name.isBlank() || name.length() > 100) {
            throw new InvalidInput("name", "administration.keys.nameMissing");
        }
        if (scopes.isEmpty() || !Scopes.ALL.containsAll(scopes)) {
            throw new InvalidInput("scopes", "administration.keys.scopesMissing");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw new InvalidInput("expiresAt", "administration.keys.expiryPast");
        }
        var prefix = Hashes.sha256(Hashes.randomSecret()).substring(0, 8);
        var text = "minori_" + prefix + "_" + Hashes.randomSecret();
        var id = TimeOrderedIds.next();
        var creator = users.current().map(user -> user.id().value()).orElse(null);
        rows.insert(id, name.strip(), prefix, Hashes.sha256(text), scopes, creator, clock.instant(), expiresAt);
        audit.record("apiKey.made", "apiKey:" + id, Map.of("name", name, "scopes", String.join(" ", scopes)));
        return text;
    }

    /** Ends a key for good; doing it twice changes nothing. */
    @Transactional
    public void revoke(long id) {
        if (rows.revoke(id, clock.instant())) {
            audit.record("apiKey.revoked", "apiKey:" + id, Map.of());
        }
        known.invalidateAll();
    }

    /** Takes the key of the settings once; says whether it is new. */
    @Transactional
    public boolean takeFromSettings(String text) {
        var taken = rows.insert(
                FROM_SETTINGS,
                "MINORI_API_KEY",
                prefix(text),
                Hashes.sha256(text),
                Set.copyOf(Scopes.ALL),
                null,
                clock.instant(),
                null);
        if (taken) {
            audit.record("apiKey.made", "apiKey:" + FROM_SETTINGS, Map.of("name", "MINORI_API_KEY"));
        }
        return taken;
    }

    /** Whose key it is, if it opens anything now. */
    Optional<ApiCaller> caller(String text) {
        if (text.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        var found = known.get(prefix(text), key -> rows.find(key).orElse(null));
        var hash = Hashes.sha256(text);
        if (found == null
                || !Hashes.same(hash, found.secretHash())
                || !found.key().usableAt(clock.instant())) {
            return Optional.empty();
        }
        used.put(found.key().id(), clock.instant());
        return Optional.of(new ApiCaller(
                found.key().id(), found.key().name(), Set.copyOf(found.key().scopes())));
    }

    /** Writes when keys were last used, so that a request does not have to. */
    @Scheduled(fixedDelay = 30_000)
    void writeLastUse() {
        var last = new HashMap<>(used);
        last.forEach((id, at) -> {
            rows.used(id, at);
            used.remove(id, at);
        });
    }

    /** A key of the settings may have any shape; its prefix is then made from its hash. */
    private static String prefix(String text) {
        var shape = OUR_SHAPE.matcher(text);
        return shape.matches()
                ? shape.group(1)
                : "raw-" + Hashes.sha256("prefix:" + text).substring(0, 12);
    }
}
