package org.minori.contacts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.minori.administration.AuditLog;
import org.minori.storage.RetriedTransactions;
import org.minori.web.InvalidInput;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Takes merges back: the record that went is there again with what was its own, and the two are kept apart from then on. */
@Service
public class MergeUndo {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_LISTED = 20;

    private final RetriedTransactions transactions;
    private final MergeRows merges;
    private final ContactRows rows;
    private final ContactUpserts upserts;
    private final ContactAliases aliases;
    private final DuplicateRows duplicates;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MergeUndo(
            RetriedTransactions transactions,
            MergeRows merges,
            ContactRows rows,
            ContactUpserts upserts,
            ContactAliases aliases,
            DuplicateRows duplicates,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.merges = merges;
        this.rows = rows;
        this.upserts = upserts;
        this.aliases = aliases;
        this.duplicates = duplicates;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** A merge that can be taken back, the newest first. */
    public record Merged(long id, ContactCard winner, Instant at, String by) {}

    public List<Merged> newest() {
        var newest = merges.newest(MOST_LISTED);
        var cards = rows.cards(newest.stream().map(MergeRows.Merge::winner).toList());
        return newest.stream()
                .filter(merge -> cards.containsKey(merge.winner()))
                .map(merge -> new Merged(
                        merge.id(),
                        Objects.requireNonNull(cards.get(merge.winner())),
                        merge.mergedAt(),
                        merge.mergedBy()))
                .toList();
    }

    /** Takes a merge back; MergeNotFound where it is none, not any more, or not before another one. */
    public void undo(long id) {
        try {
            transactions.run(() -> undoNow(id));
        } catch (DuplicateKeyException taken) {
            throw new InvalidInput("merge", "contacts.merge.taken");
        }
    }

    private void undoNow(long id) {
        var merge = merges.find(id).filter(one -> !merges.isBuiltUpon(one)).orElseThrow(MergeNotFound::new);
        var winner = merge.winner();
        var loser = merge.loser();
        rows.lock(List.of(winner));
        var card = rows.cards(List.of(winner)).get(winner);
        if (card == null) {
            throw new MergeNotFound();
        }
        var image = merges.image(id);
        upserts.change(winner, image.back(ContactMerge.texts(card)), image.tagsBack(card.tags()), null);
        merges.restore(winner, image);
        merges.insertContact(image.loserRow());
        aliases.giveBack(rows.cards(List.of(loser)).values());
        upserts.revive(loser, image.loserFields(), image.loserTags());
        events.publishEvent(new ContactsParted(winner, loser, id));
        duplicates.parted(winner, loser);
        merges.delete(id);
        events.publishEvent(new ContactChanged(List.of(winner, loser)));
        audit.record("contact.parted", "contact:" + winner, Map.of("loser", loser.toString()));
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 90_000)
    void forget() {
        merges.deleteBefore(clock.instant().minus(KEPT));
    }
}
