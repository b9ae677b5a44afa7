package org.minori.contacts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes and completes contacts, hundreds in a few statements, whoever else does the same at the same moment. */
@Component
class ContactUpserts {

    private static final int MOST_ROUNDS = 5;

    private final DetailsCheck check;
    private final ContactRows rows;
    private final ContactAliases aliases;
    private final ContactWriter writer;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContactUpserts(
            DetailsCheck check,
            ContactRows rows,
            ContactAliases aliases,
            ContactWriter writer,
            ApplicationEventPublisher events,
            Clock clock) {
        this.check = check;
        this.rows = rows;
        this.aliases = aliases;
        this.writer = writer;
        this.events = events;
        this.clock = clock;
    }

    /** What became of one item: faults, or the contact and what it was before (null for a new one). */
    record Outcome(
            @Nullable ContactId id,
            boolean created,
            boolean changed,
            @Nullable ContactCard before,
            List<FieldError> errors) {

        static Outcome refused(List<FieldError> errors) {
            return new Outcome(null, false, false, null, errors);
        }
    }

    /** Takes the good ones of these, in their order, so that the last that speaks of a contact wins. */
    List<Outcome> all(List<ContactDetails> items, String source) {
        var outcomes = new HashMap<Integer, Outcome>();
        var pending = new LinkedHashMap<Integer, CleanDetails>();
        for (int i = 0; i < items.size(); i++) {
            try {
                pending.put(i, check.check(items.get(i)));
            } catch (InvalidInput refused) {
                outcomes.put(i, Outcome.refused(refused.errors()));
            }
        }
        for (int round = 0; !pending.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException("contacts appear and vanish faster than they can be read");
            }
            pending = round(pending, source, outcomes);
        }
        var inOrder = new ArrayList<Outcome>(items.size());
        for (int i = 0; i < items.size(); i++) {
            inOrder.add(Objects.requireNonNull(outcomes.get(i)));
        }
        return inOrder;
    }

    /** Answers the items whose contact somebody else made meanwhile. */
    private LinkedHashMap<Integer, CleanDetails> round(
            Map<Integer, CleanDetails> pending, String source, Map<Integer, Outcome> outcomes) {
        var now = clock.instant();
        var matching = new Matching(pending.values());
        var states = new LinkedHashMap<Integer, ContactState>();
        pending.forEach((index, details) -> {
            var faults = new ArrayList<FieldError>();
            var state = matching.match(details, faults);
            if (state == null) {
                outcomes.put(index, Outcome.refused(faults));
            } else {
                var told = state.withoutFormerNames(details);
                state.merge(source.equals(ImportChunks.SOURCE) ? state.respectingRefusal(told) : told);
                matching.remember(state);
                states.put(index, state);
            }
        });
        var distinct = new LinkedHashSet<>(states.values());
        var raced = Set.copyOf(writer.insert(distinct, source, now));
        write(distinct.stream().filter(state -> !raced.contains(state)).toList(), source, now);
        var again = new LinkedHashMap<Integer, CleanDetails>();
        var seen = new LinkedHashSet<ContactId>();
        states.forEach((index, state) -> {
            if (raced.contains(state)) {
                again.put(index, Objects.requireNonNull(pending.get(index)));
            } else {
                boolean created = state.isNew() && seen.add(state.id());
                outcomes.put(index, new Outcome(state.id(), created, state.isChanged(), state.before(), List.of()));
            }
        });
        return again;
    }

    /** Sets single values and, where given, exactly these tags; InvalidInput when an address or external id is taken. */
    void change(ContactId id, Map<String, String> values, @Nullable Set<String> tags, @Nullable Consent consent) {
        var clean = check.checkValues(values);
        var rest = check.check(new ContactDetails(
                null, null, null, null, null, null, null, null, null, null, null, null, tags, null, consent));
        rows.lock(List.of(id));
        var card = rows.cards(List.of(id)).get(id);
        if (card == null) {
            throw new ContactNotFound(id);
        }
        refuseTaken(id, clean);
        var state = ContactState.stored(card);
        state.merge(clean);
        if (tags != null) {
            state.replaceTags(rest.tags());
        }
        state.merge(new CleanDetails(Map.of(), Map.of(), Set.of(), rest.consent()));
        if (state.value(BuiltInField.EMAIL) == null
                && state.value(BuiltInField.EXTERNAL_ID) == null
                && (card.email() != null || card.externalId() != null)) {
            throw new InvalidInput("email", "contacts.error.noKey");
        }
        write(List.of(state), "change", clock.instant());
    }

    private void refuseTaken(ContactId id, CleanDetails told) {
        var email = told.email();
        if (email != null
                && !email.isEmpty()
                && isOther(id, aliases.byEmail(List.of(email)).get(email))) {
            throw new InvalidInput("email", "contacts.error.emailTaken", email);
        }
        var external = told.externalId();
        if (external != null
                && !external.isEmpty()
                && isOther(id, aliases.byExternalId(List.of(external)).get(external))) {
            throw new InvalidInput("externalId", "contacts.error.externalIdTaken", external);
        }
    }

    private static boolean isOther(ContactId id, @Nullable ContactId found) {
        return found != null && !found.equals(id);
    }

    /** Writes what hangs on a contact whose row is there again. */
    void revive(ContactId id, Map<String, String> fields, Set<String> tags) {
        var card = Objects.requireNonNull(rows.cards(List.of(id)).get(id));
        var state = ContactState.stored(card);
        state.merge(check.checkValues(fields));
        state.replaceTags(tags);
        state.searchAnew();
        write(List.of(state), "change", clock.instant());
    }

    void write(Collection<ContactState> states, String source, Instant now) {
        writer.write(states, source, now);
        var changed = states.stream()
                .filter(ContactState::isChanged)
                .map(ContactState::id)
                .toList();
        if (!changed.isEmpty()) {
            events.publishEvent(new ContactChanged(changed));
        }
    }

    /** Finds the contact that each item speaks of, also among those that earlier items of the same call made. */
    private final class Matching {

        private final Map<String, ContactState> byEmail = new HashMap<>();
        private final Map<String, ContactState> byExternalId = new HashMap<>();

        Matching(Collection<CleanDetails> items) {
            var emails = keys(items, CleanDetails::email);
            var externalIds = keys(items, CleanDetails::externalId);
            var mailed = aliases.byEmail(emails);
            var named = aliases.byExternalId(externalIds);
            var ids = new LinkedHashSet<ContactId>();
            ids.addAll(mailed.values());
            ids.addAll(named.values());
            rows.lock(ids);
            var states = new HashMap<ContactId, ContactState>();
            rows.cards(ids).forEach((id, card) -> states.put(id, ContactState.stored(card)));
            former(mailed, states, byEmail);
            former(named, states, byExternalId);
            states.values().forEach(this::remember);
        }

        /** A name of a record that was merged into another leads to that one, and is not written over its own. */
        private static void former(
                Map<String, ContactId> found, Map<ContactId, ContactState> states, Map<String, ContactState> byName) {
            found.forEach((name, id) -> {
                var state = states.get(id);
                if (state != null && !state.isNamed(name)) {
                    state.formerly(name);
                    byName.put(name, state);
                }
            });
        }

        private static Set<String> keys(Collection<CleanDetails> items, Function<CleanDetails, @Nullable String> key) {
            var keys = new LinkedHashSet<String>();
            for (var item : items) {
                var value = key.apply(item);
                if (value != null) {
                    keys.add(value);
                }
            }
            return keys;
        }

        void remember(ContactState state) {
            var email = state.value(BuiltInField.EMAIL);
            if (email != null) {
                byEmail.put(email, state);
            }
            var externalId = state.value(BuiltInField.EXTERNAL_ID);
            if (externalId != null) {
                byExternalId.put(externalId, state);
            }
        }

        @Nullable
        ContactState match(CleanDetails told, List<FieldError> faults) {
            var email = told.email();
            var externalId = told.externalId();
            var mailed = email == null ? null : byEmail.get(email);
            var named = externalId == null ? null : byExternalId.get(externalId);
            if (named != null) {
                if (mailed != null && mailed != named) {
                    faults.add(new FieldError("email", "contacts.error.emailTaken", Objects.requireNonNull(email)));
                    return null;
                }
                return named;
            }
            if (mailed != null) {
                var known = mailed.value(BuiltInField.EXTERNAL_ID);
                if (externalId != null && known != null) {
                    faults.add(new FieldError("externalId", "contacts.error.externalIdOther", externalId));
                    return null;
                }
                return mailed;
            }
            if (email == null && externalId == null) {
                faults.add(new FieldError("email", "contacts.error.noKey"));
                return null;
            }
            return ContactState.created(new ContactId(TimeOrderedIds.next()));
        }
    }
}
