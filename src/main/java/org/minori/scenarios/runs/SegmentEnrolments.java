package org.minori.scenarios.runs;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.segments.Segments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages through the members of a segment and asks for a run of each; goes on where it stopped, on whichever node. */
@Service
public class SegmentEnrolments {

    private static final int PAGE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Segments segments;
    private final PublishedScenarios published;
    private final Enrolments enrolments;

    SegmentEnrolments(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Segments segments,
            PublishedScenarios published,
            Enrolments enrolments) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.segments = segments;
        this.published = published;
        this.enrolments = enrolments;
    }

    private record Paging(
            long id,
            String scenario,
            @Nullable String start,
            String segment,
            @Nullable ContactId cursor,
            @Nullable String startedBy) {}

    @Scheduled(fixedDelay = 500)
    void poll() {
        round();
    }

    /** Works until no page is left. */
    public void round() {
        while (Boolean.TRUE.equals(transaction.execute(status -> page()))) {}
    }

    private boolean page() {
        var claimed = claim();
        claimed.ifPresent(this::enter);
        return claimed.isPresent();
    }

    private void enter(Paging batch) {
        var members = segments.members(batch.segment(), batch.cursor(), PAGE);
        int added = published
                .find(batch.scenario())
                .map(scenario -> enrolments.add(scenario, batch.start(), members, batch.id(), batch.startedBy()))
                .orElse(0);
        enrolments.count(batch.id(), members.size(), members.size() - added);
        boolean last = members.size() < PAGE;
        jdbc.sql("UPDATE enrolment_batch SET cursor_contact = :cursor, state = :state WHERE id = :id")
                .param("cursor", cursor(batch, members))
                .param("state", last ? "READY" : "PAGING")
                .param("id", batch.id())
                .update();
    }

    private static @Nullable Long cursor(Paging batch, List<ContactId> members) {
        if (members.isEmpty()) {
            var before = batch.cursor();
            return before == null ? null : before.value();
        }
        return members.get(members.size() - 1).value();
    }

    /** Without ORDER BY, with which H2 would lock every batch that is being paged. */
    private Optional<Paging> claim() {
        return jdbc.sql("""
                        SELECT id, scenario_key, start_element, segment, cursor_contact, started_by FROM enrolment_batch
                        WHERE state = 'PAGING' LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .query((row, number) -> {
                    var cursor = row.getObject(5, Long.class);
                    return new Paging(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            cursor == null ? null : new ContactId(cursor),
                            row.getString(6));
                })
                .optional();
    }
}
