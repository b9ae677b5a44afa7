package org.minori.tracking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.minori.storage.KeyHash;
import org.minori.storage.TimeOrderedIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The targets that a click may lead to: they come from the database, never from the address that was clicked. */
@Service
public class TrackedLinks {

    private static final int REMEMBERED = 20_000;
    private static final int MOST_URL = 8_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Cache<Place, Long> ids =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<Long, TrackedLink> links =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    TrackedLinks(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** A target and the e-mail that it stands in. */
    record TrackedLink(long id, String emailKey, String url) {}

    private record Place(String emailKey, String urlHash) {}

    /**
     * The id of a target as it stands in one e-mail; the same for the same pair, cached, safe under concurrency.
     *
     * @param url http or https only; anything else is an IllegalArgumentException
     */
    public long idOf(String emailKey, String url) {
        if (url.length() > MOST_URL || !Words.isWebAddress(url)) {
            throw new IllegalArgumentException("Not an http or https address");
        }
        var place = new Place(emailKey, KeyHash.of(url));
        var known = ids.getIfPresent(place);
        if (known != null) {
            return known;
        }
        // In a transaction of its own: the mail that wants it may be rolled back, what is remembered may not.
        var id = ownTransaction.execute(status -> find(place).orElseGet(() -> make(place, url)));
        if (id == null) {
            throw new IllegalStateException("The link just made is not there");
        }
        ids.put(place, id);
        return id;
    }

    /** The target with the id. */
    Optional<TrackedLink> find(long id) {
        var known = links.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        var found = jdbc.sql("SELECT id, email_key, url FROM tracked_link WHERE id = ?")
                .param(id)
                .query((rs, row) -> new TrackedLink(rs.getLong(1), rs.getString(2), rs.getString(3)))
                .optional();
        found.ifPresent(link -> links.put(id, link));
        return found;
    }

    private Optional<Long> find(Place place) {
        return jdbc.sql("SELECT id FROM tracked_link WHERE email_key = ? AND url_hash = ?")
                .params(place.emailKey(), place.urlHash())
                .query(Long.class)
                .optional();
    }

    private Long make(Place place, String url) {
        jdbc.sql("INSERT IGNORE INTO tracked_link (id, email_key, url_hash, url) VALUES (?, ?, ?, ?)")
                .params(TimeOrderedIds.next(), place.emailKey(), place.urlHash(), url)
                .update();
        return find(place).orElseThrow();
    }
}
