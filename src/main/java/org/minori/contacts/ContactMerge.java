package org.minori.contacts;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.minori.administration.AuditLog;
import org.minori.storage.RetriedTransactions;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Makes one record of two that are one person: every module gives its rows to the one that stays, in one transaction. */
@Service
public class ContactMerge {

    private final RetriedTransactions transactions;
    private final JdbcTemplate jdbc;
    private final ContactRows rows;
    private final ContactTouches touches;
    private final ContactUpserts upserts;
    private final ContactAliases aliases;
    private final ConsentLedger consents;
    private final DuplicateRows duplicates;
    private final MergeRows merges;
    private final MovedRows moved;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContactMerge(
            RetriedTransactions transactions,
            JdbcTemplate jdbc,
            ContactRows rows,
            ContactTouches touches,
            ContactUpserts upserts,
            ContactAliases aliases,
            ConsentLedger consents,
            DuplicateRows duplicates,
            MergeRows merges,
            MovedRows moved,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.rows = rows;
        this.touches = touches;
        this.upserts = upserts;
        this.aliases = aliases;
        this.consents = consents;
        this.duplicates = duplicates;
        this.merges = merges;
        this.moved = moved;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Merges the loser into the winner, whose values stay where it has any; ContactNotFound when one of them is not there
     * (any more).
     *
     * @param ofLoser keys of fields whose value is taken from the loser all the same
     */
    public void merge(ContactId winner, ContactId loser, Set<String> ofLoser) {
        if (winner.equals(loser)) {
            throw new InvalidInput("loser", "contacts.merge.self");
        }
        transactions.run(() -> mergeNow(winner, loser, ofLoser));
    }

    private void mergeNow(ContactId winner, ContactId loser, Set<String> ofLoser) {
        touches.flushAll();
        rows.lock(List.of(winner, loser));
        var cards = rows.cards(List.of(winner, loser));
        var stays = card(cards, winner);
        var goes = card(cards, loser);
        var values = values(stays, goes, ofLoser);
        var merge = new ContactsMerged(winner, loser, TimeOrderedIds.next());
        merges.insert(merge.merge(), winner, loser, image(stays, goes, values));
        events.publishEvent(merge);
        moved.move(merge, "consent_event", "id");
        consents.merge(winner, loser);
        life(stays, goes);
        duplicates.merged(winner, loser);
        remove(loser);
        moved.move(merge, "contact_alias", ContactAliases.KEY);
        aliases.take(stays, goes);
        var tags = new TreeSet<>(stays.tags());
        tags.addAll(goes.tags());
        upserts.change(winner, values, tags, null);
        events.publishEvent(new ContactChanged(winner));
        audit.record("contact.merged", "contact:" + winner, Map.of("loser", loser.toString()));
    }

    private static ContactCard card(Map<ContactId, ContactCard> cards, ContactId id) {
        var card = cards.get(id);
        if (card == null) {
            throw new ContactNotFound(id);
        }
        return card;
    }

    /** What is to be written into the winner. */
    private static Map<String, String> values(ContactCard stays, ContactCard goes, Set<String> ofLoser) {
        var own = texts(stays);
        var others = texts(goes);
        var values = new HashMap<String, String>();
        others.forEach((key, value) -> {
            if (!own.containsKey(key) || ofLoser.contains(key)) {
                values.put(key, value);
            }
        });
        if (stays.trackingConsent() == TrackingConsent.WITHDRAWN
                || goes.trackingConsent() == TrackingConsent.WITHDRAWN) {
            values.put(BuiltInField.TRACKING_CONSENT.key, TrackingConsent.WITHDRAWN.name());
        }
        values.entrySet().removeIf(entry -> entry.getValue().equals(own.get(entry.getKey())));
        return values;
    }

    private MergeImage image(ContactCard stays, ContactCard goes, Map<String, String> written) {
        return new MergeImage(
                merges.row(stays.id()),
                merges.row(goes.id()),
                texts(stays),
                goes.fields(),
                stays.tags(),
                goes.tags(),
                written);
    }

    static Map<String, String> texts(ContactCard card) {
        var texts = new HashMap<>(card.fields());
        ContactState.builtIn(card).forEach((field, value) -> texts.put(field.key, value));
        return texts;
    }

    /** The record that sales has, else the one that came further, says where the person stands and who answers for it. */
    private void life(ContactCard stays, ContactCard goes) {
        if (rank(goes) > rank(stays)) {
            rows.move(stays.id(), goes.stage(), goes.owner(), Utc.of(clock.instant()));
        }
        var owner = rank(goes) > rank(stays) || stays.salesOwner() == null ? goes.salesOwner() : stays.salesOwner();
        if (owner != null && !Objects.equals(owner, stays.salesOwner())) {
            rows.assign(stays.id(), owner, Utc.of(clock.instant()));
        }
    }

    private static int rank(ContactCard card) {
        int stage = switch (card.stage()) {
            case LEAD -> 0;
            case NON_TARGET -> 1;
            case MQL -> 2;
            case SQL -> 3;
            case CUSTOMER -> 4;
        };
        return card.owner() == LeadOwner.SALES ? stage + Stage.values().length : stage;
    }

    private void remove(ContactId loser) {
        long id = loser.value();
        jdbc.update("DELETE FROM contact_tag WHERE contact_id = ?", id);
        FieldPlace.tables().forEach(table -> jdbc.update("DELETE FROM " + table + " WHERE contact_id = ?", id));
        jdbc.update("DELETE FROM contact_search WHERE contact_id = ?", id);
        jdbc.update("DELETE FROM contact_match WHERE contact_id = ?", id);
        jdbc.update("DELETE FROM contact_import_row WHERE contact_id = ?", id);
        jdbc.update("DELETE FROM contact WHERE id = ?", id);
    }
}
