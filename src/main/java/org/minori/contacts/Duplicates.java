package org.minori.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.contacts.DuplicateRows.Pair;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Contacts that are perhaps the same person: what was found and what people say to it. */
@Service
@Transactional
public class Duplicates {

    /** No further is counted: nobody reads on, and the number would only be larger. */
    public static final int MOST_COUNTED = 1_000;

    private static final int MOST_CROWDS = 20;

    private final DuplicateRows rows;
    private final ContactRows contacts;
    private final AutoMerge automatic;
    private final AuditLog audit;

    Duplicates(DuplicateRows rows, ContactRows contacts, AutoMerge automatic, AuditLog audit) {
        this.rows = rows;
        this.automatic = automatic;
        this.contacts = contacts;
        this.audit = audit;
    }

    /** Two contacts, the older one first, what they have in common, and how sure it is that they are one, from 0 to 100. */
    public record Duplicate(ContactCard first, ContactCard second, Set<MatchKind> reasons, int score) {}

    /** Something that so many share that it was not taken as a sign, with one who has it. */
    public record Crowd(MatchKind kind, ContactCard example) {}

    /** The likeliest first. */
    @Transactional(readOnly = true)
    public PageOf<Duplicate> page(@Nullable String after, int limit) {
        var page = PageOf.of(rows.open(after == null ? null : read(after), limit + 1), limit, Duplicates::cursor);
        return new PageOf<>(withCards(page.items()), page.next());
    }

    private List<Duplicate> withCards(List<Pair> pairs) {
        var ids = new ArrayList<ContactId>();
        pairs.forEach(pair -> ids.addAll(List.of(pair.first(), pair.second())));
        var cards = contacts.cards(ids);
        var found = new ArrayList<Duplicate>();
        for (var pair : pairs) {
            var first = cards.get(pair.first());
            var second = cards.get(pair.second());
            if (first != null && second != null) {
                found.add(new Duplicate(first, second, pair.reasons(), pair.score()));
            }
        }
        return found;
    }

    private static String cursor(Pair pair) {
        return pair.score() + "-" + pair.first() + "-" + pair.second();
    }

    private static Pair read(String cursor) {
        var parts = cursor.split("-", -1);
        try {
            return new Pair(ContactId.of(parts[1]), ContactId.of(parts[2]), Set.of(), Integer.parseInt(parts[0]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            throw new InvalidInput("after", "contacts.error.after");
        }
    }

    /** A pair that is still to be decided; DuplicateNotFound for any other. */
    @Transactional(readOnly = true)
    public Duplicate get(ContactId first, ContactId second) {
        return rows.open(first, second)
                .flatMap(pair -> withCards(List.of(pair)).stream().findFirst())
                .orElseThrow(DuplicateNotFound::new);
    }

    /** How many are to be decided, up to {@link #MOST_COUNTED}. */
    @Transactional(readOnly = true)
    public int open() {
        return rows.countOpen(MOST_COUNTED);
    }

    /** How many contacts are still to be compared. */
    @Transactional(readOnly = true)
    public long waiting() {
        return rows.waiting();
    }

    /** What was left out because too many share it. */
    @Transactional(readOnly = true)
    public List<Crowd> crowds() {
        var crowds = rows.crowds(MOST_CROWDS);
        var cards =
                contacts.cards(crowds.stream().map(DuplicateRows.Crowd::example).toList());
        var found = new ArrayList<Crowd>();
        for (var crowd : crowds) {
            var card = cards.get(crowd.example());
            if (card != null) {
                found.add(new Crowd(crowd.kind(), card));
            }
        }
        return found;
    }

    /** Remembers for ever that these are two people. */
    public void keepApart(ContactId first, ContactId second) {
        if (!rows.notSame(first, second)) {
            throw new DuplicateNotFound();
        }
        audit.record("contact.keptApart", "contact:" + first, Map.of("other", second.toString()));
    }

    /** Whether records of which phone, name and company or the external id say the same are merged without a word. */
    @Transactional(readOnly = true)
    public boolean isAutomatic() {
        return automatic.isOn();
    }

    public void automatic(boolean on) {
        automatic.turn(on);
        audit.record("contact.autoMerge", "contacts:duplicates", Map.of("on", Boolean.toString(on)));
    }
}
