package org.minori.segments;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.segments.RuleSql.Reach;
import org.minori.storage.BatchedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks the database who fulfils a rule, always by one statement. */
@Component
class Audience {

    private final JdbcClient jdbc;
    private final SegmentShelf shelf;
    private final BatchedRows rows;
    private final EntityManager entities;
    private final Clock clock;
    private final ZoneId zone;

    Audience(JdbcClient jdbc, SegmentShelf shelf, BatchedRows rows, EntityManager entities, Clock clock, ZoneId zone) {
        this.jdbc = jdbc;
        this.shelf = shelf;
        this.rows = rows;
        this.entities = entities;
        this.clock = clock;
        this.zone = zone;
    }

    /** The condition on everybody, to be put into a larger statement. */
    SqlText condition(Rule rule) {
        return write(rule, Reach.ALL);
    }

    private SqlText write(Rule rule, Reach reach) {
        return RuleSql.write(rule, reach, shelf::meaning, clock.instant(), zone);
    }

    long count(Rule rule) {
        var condition = condition(rule);
        return jdbc.sql("SELECT COUNT(*) FROM " + condition.from() + " WHERE " + condition.text())
                .params(condition.arguments())
                .query(Long.class)
                .single();
    }

    List<ContactId> members(Rule rule, @Nullable ContactId after, int limit) {
        var condition = write(rule, Reach.SOME);
        var arguments = condition.arguments(after == null ? Long.MIN_VALUE : after.value());
        arguments.add(limit);
        return jdbc
                .sql("SELECT c.id FROM " + condition.from() + " WHERE c.id > ? AND " + condition.text()
                        + " ORDER BY c.id LIMIT ?")
                .params(arguments)
                .query(Long.class)
                .list()
                .stream()
                .map(ContactId::new)
                .toList();
    }

    /** Those of the contacts who fulfil it, seen with what the running transaction has changed so far. */
    Set<ContactId> among(Rule rule, Collection<ContactId> contacts) {
        if (contacts.isEmpty()) {
            return Set.of();
        }
        writePending();
        var condition = write(rule, Reach.SOME);
        var arguments =
                condition.arguments(contacts.stream().map(ContactId::value).toArray());
        var found = new HashSet<ContactId>();
        jdbc.sql("SELECT c.id FROM " + condition.from() + " WHERE c.id IN ("
                        + String.join(", ", Collections.nCopies(contacts.size(), "?")) + ") AND " + condition.text())
                .params(arguments)
                .query(Long.class)
                .list()
                .forEach(id -> found.add(new ContactId(id)));
        return found;
    }

    /** What other modules hold back until commit is written first; both do nothing when nothing waits. */
    private void writePending() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            entities.flush();
        }
        rows.flush();
    }
}
