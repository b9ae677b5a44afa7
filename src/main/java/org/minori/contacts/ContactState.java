package org.minori.contacts;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One contact while it is being changed: what was stored, what is to be, and with it what has to be written. */
final class ContactState {

    private final ContactId id;
    private final @Nullable ContactCard before;
    private final Map<BuiltInField, String> builtIn = new EnumMap<>(BuiltInField.class);
    private final Map<String, FieldValue> changedFields = new HashMap<>();
    private final Map<String, String> fields = new TreeMap<>();
    private final Set<String> tags;
    private final Set<String> formerNames = new HashSet<>();
    private @Nullable Consent newConsent;
    private boolean changed;
    private boolean searchChanged;

    private ContactState(ContactId id, @Nullable ContactCard before) {
        this.id = id;
        this.before = before;
        this.tags = new TreeSet<>(before == null ? Set.of() : before.tags());
    }

    static ContactState created(ContactId id) {
        var state = new ContactState(id, null);
        state.changed = true;
        state.searchChanged = true;
        return state;
    }

    static ContactState stored(ContactCard card) {
        var state = new ContactState(card.id(), card);
        state.builtIn.putAll(builtIn(card));
        state.fields.putAll(card.fields());
        return state;
    }

    /** The writable built-in fields of a card that hold something. */
    static Map<BuiltInField, String> builtIn(ContactCard card) {
        var values = new EnumMap<BuiltInField, String>(BuiltInField.class);
        put(values, BuiltInField.EMAIL, card.email());
        put(values, BuiltInField.EXTERNAL_ID, card.externalId());
        put(values, BuiltInField.LAST_NAME, card.lastName());
        put(values, BuiltInField.FIRST_NAME, card.firstName());
        put(values, BuiltInField.LAST_NAME_KANA, card.lastNameKana());
        put(values, BuiltInField.FIRST_NAME_KANA, card.firstNameKana());
        put(values, BuiltInField.COMPANY, card.company());
        put(values, BuiltInField.DEPARTMENT, card.department());
        put(values, BuiltInField.JOB_TITLE, card.jobTitle());
        put(values, BuiltInField.PHONE, card.phone());
        put(values, BuiltInField.LOCALE, card.locale());
        put(values, BuiltInField.TIME_ZONE, card.timeZone());
        var tracking = card.trackingConsent();
        put(values, BuiltInField.TRACKING_CONSENT, tracking == null ? null : tracking.name());
        return values;
    }

    private static void put(Map<BuiltInField, String> values, BuiltInField field, @Nullable String value) {
        if (value != null) {
            values.put(field, value);
        }
    }

    /** Takes over what was told. */
    void merge(CleanDetails told) {
        told.builtIn().forEach(this::set);
        told.custom().forEach(this::setCustom);
        if (tags.addAll(told.tags())) {
            changed = true;
        }
        if (told.consent() != null && !isKnown(told.consent())) {
            newConsent = told.consent();
            changed = true;
        }
    }

    /** What a file tells without a consent to tracking where the person refused it: the file is older than that word. */
    CleanDetails respectingRefusal(CleanDetails told) {
        if (!TrackingConsent.WITHDRAWN.name().equals(builtIn.get(BuiltInField.TRACKING_CONSENT))
                || !told.builtIn().containsKey(BuiltInField.TRACKING_CONSENT)) {
            return told;
        }
        var kept = new EnumMap<>(told.builtIn());
        kept.remove(BuiltInField.TRACKING_CONSENT);
        return new CleanDetails(kept, told.custom(), told.tags(), told.consent());
    }

    /** Whether the address or external id is its own. */
    boolean isNamed(String name) {
        return name.equals(value(BuiltInField.EMAIL)) || name.equals(value(BuiltInField.EXTERNAL_ID));
    }

    /** Notes an address or external id that was a record's which was merged into this one. */
    void formerly(String name) {
        formerNames.add(name);
    }

    /** What is told without a name by which only a record is known that was merged into this one. */
    CleanDetails withoutFormerNames(CleanDetails told) {
        if (formerNames.isEmpty()) {
            return told;
        }
        var kept = new EnumMap<>(told.builtIn());
        kept.keySet()
                .removeIf(field -> (field == BuiltInField.EMAIL || field == BuiltInField.EXTERNAL_ID)
                        && formerNames.contains(told.builtIn().get(field)));
        return new CleanDetails(kept, told.custom(), told.tags(), told.consent());
    }

    /** Whether the answer about tracking is another one now; what it is now is its value. */
    boolean isTrackingConsentChanged() {
        var answer = before == null ? null : before.trackingConsent();
        return !Objects.equals(answer == null ? null : answer.name(), value(BuiltInField.TRACKING_CONSENT));
    }

    /** The first proof counts: the same basis with the same wording again adds nothing. */
    private boolean isKnown(Consent consent) {
        var known = newConsent != null ? newConsent : before == null ? null : before.consent();
        return known != null && known.basis() == consent.basis() && Objects.equals(known.wording(), consent.wording());
    }

    void replaceTags(Set<String> replacement) {
        if (!tags.equals(replacement)) {
            tags.clear();
            tags.addAll(replacement);
            changed = true;
        }
    }

    private void set(BuiltInField field, String value) {
        if (field == BuiltInField.COMPANY
                && Spelling.companyKey(builtIn.getOrDefault(field, "")).equals(Spelling.companyKey(value))) {
            return;
        }
        var old = value.isEmpty() ? builtIn.remove(field) : builtIn.put(field, value);
        if (!Objects.equals(old == null ? "" : old, value)) {
            changed = true;
            searchChanged |= field.searchable();
        }
    }

    private void setCustom(String key, FieldValue value) {
        var old = value.text().isEmpty() ? fields.remove(key) : fields.put(key, value.text());
        if (!Objects.equals(old == null ? "" : old, value.text())) {
            changedFields.put(key, value);
            changed = true;
        }
    }

    ContactId id() {
        return id;
    }

    @Nullable
    ContactCard before() {
        return before;
    }

    boolean isNew() {
        return before == null;
    }

    boolean isChanged() {
        return changed;
    }

    /** Lets its search words be written whatever changed. */
    void searchAnew() {
        changed = true;
        searchChanged = true;
    }

    boolean isSearchChanged() {
        return searchChanged;
    }

    @Nullable
    String value(BuiltInField field) {
        return builtIn.get(field);
    }

    /** What a custom field holds; null where there is nothing. */
    @Nullable
    FieldValue custom(ContactField field) {
        var changedNow = changedFields.get(field.key());
        if (changedNow != null) {
            return changedNow;
        }
        var text = fields.get(field.key());
        return text == null ? null : FieldValue.read(field.type(), text).orElse(null);
    }

    Map<String, FieldValue> changedFields() {
        return changedFields;
    }

    @Nullable
    Consent newConsent() {
        return newConsent;
    }

    Set<String> addedTags() {
        var added = new HashSet<>(tags);
        if (before != null) {
            added.removeAll(before.tags());
        }
        return added;
    }

    Set<String> removedTags() {
        if (before == null) {
            return Set.of();
        }
        var removed = new HashSet<>(before.tags());
        removed.removeAll(tags);
        return removed;
    }

    /** What the list is sorted by: the reading where it is known, else the name, else the address. */
    String sortName() {
        var kana = joined(BuiltInField.LAST_NAME_KANA, BuiltInField.FIRST_NAME_KANA);
        var name = kana.isEmpty() ? joined(BuiltInField.LAST_NAME, BuiltInField.FIRST_NAME) : kana;
        var sort = name.isEmpty() ? builtIn.getOrDefault(BuiltInField.EMAIL, "") : name;
        return head(Spelling.searchable(sort), 200);
    }

    /** What the contact is found by; last and first name stand together, so that 山田太郎 finds 山田 太郎. */
    String searchWords() {
        var words = new StringBuilder();
        words.append(Spelling.searchable(joined(BuiltInField.LAST_NAME, BuiltInField.FIRST_NAME)));
        for (var text : new String[] {
            joined(BuiltInField.LAST_NAME_KANA, BuiltInField.FIRST_NAME_KANA),
            builtIn.getOrDefault(BuiltInField.EMAIL, ""),
            Spelling.companyKey(builtIn.getOrDefault(BuiltInField.COMPANY, "")),
            builtIn.getOrDefault(BuiltInField.PHONE, "").replaceAll("[^0-9]", ""),
            builtIn.getOrDefault(BuiltInField.EXTERNAL_ID, "")
        }) {
            var word = Spelling.searchable(text);
            if (!word.isEmpty()) {
                words.append(' ').append(word);
            }
        }
        return head(words.toString(), 700);
    }

    private String joined(BuiltInField one, BuiltInField other) {
        return builtIn.getOrDefault(one, "") + builtIn.getOrDefault(other, "");
    }

    private static String head(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    Instant createdAt(Instant now) {
        return before == null ? now : before.createdAt();
    }
}
