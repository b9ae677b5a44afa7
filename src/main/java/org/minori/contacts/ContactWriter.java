package org.minori.contacts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes contacts, any number with one JDBC batch per table. */
@Component
class ContactWriter {

    private static final String INSERT = """
            INSERT IGNORE INTO contact (id, email, external_id, last_name, first_name, last_name_kana, first_name_kana,
                company_id, department, job_title, phone, locale, time_zone, tracking_consent, stage, owner, source, sort_name,
                created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'LEAD', 'MARKETING', ?, ?, ?, ?)""";

    private static final String UPDATE = """
            UPDATE contact SET email = ?, external_id = ?, last_name = ?, first_name = ?, last_name_kana = ?,
                first_name_kana = ?, company_id = ?, department = ?, job_title = ?, phone = ?, locale = ?, time_zone = ?,
                tracking_consent = ?, sort_name = ?, updated_at = ?
            WHERE id = ?""";

    static final String ADD_TAG = "INSERT IGNORE INTO contact_tag (contact_id, tag) VALUES (?, ?)";
    static final String KNOW_TAG = "INSERT IGNORE INTO tag (tag, created_at) VALUES (?, ?)";
    static final String REMOVE_TAG = "DELETE FROM contact_tag WHERE contact_id = ? AND tag = ?";

    private final JdbcTemplate jdbc;
    private final ContactRows rows;
    private final CompanyRows companies;
    private final ConsentLedger consents;
    private final FieldCatalogue fields;
    private final Clock clock;

    ContactWriter(
            JdbcTemplate jdbc,
            ContactRows rows,
            CompanyRows companies,
            ConsentLedger consents,
            FieldCatalogue fields,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.companies = companies;
        this.consents = consents;
        this.fields = fields;
        this.clock = clock;
    }

    /**
     * Inserts the new ones of these contacts and answers those that somebody else made at the same moment: they are
     * stored now, and have to be completed instead.
     */
    List<ContactState> insert(Collection<ContactState> states, String source, Instant now) {
        var fresh = states.stream()
                .filter(ContactState::isNew)
                .sorted(Comparator.comparing(ContactWriter::order))
                .toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        var companyIds = companyIds(fresh);
        jdbc.batchUpdate(
                INSERT,
                fresh.stream()
                        .map(state -> {
                            var row = new ArrayList<@Nullable Object>();
                            row.add(state.id().value());
                            row.addAll(columns(state, companyIds));
                            row.add(source);
                            row.add(state.sortName());
                            row.add(Utc.of(now));
                            row.add(Utc.of(now));
                            return row.toArray();
                        })
                        .toList());
        var stored = rows.existing(fresh.stream().map(ContactState::id).toList());
        return fresh.stream().filter(state -> !stored.contains(state.id())).toList();
    }

    /** Updates the old ones and writes for all what hangs on them: search words, the wish to be compared with others, tags, custom fields, consent. */
    void write(Collection<ContactState> states, String source, Instant now) {
        var changed = states.stream().filter(ContactState::isChanged).toList();
        update(changed.stream().filter(state -> !state.isNew()).toList(), now);
        batch(
                "INSERT INTO contact_search (contact_id, words) VALUES (?, ?) ON DUPLICATE KEY UPDATE words = VALUES(words)",
                changed.stream()
                        .filter(ContactState::isSearchChanged)
                        .map(state -> new Object[] {state.id().value(), state.searchWords()})
                        .toList());
        batch(
                "INSERT INTO contact_match_due (id, contact_id) VALUES (?, ?)",
                changed.stream()
                        .filter(ContactState::isSearchChanged)
                        .map(state ->
                                new Object[] {TimeOrderedIds.next(), state.id().value()})
                        .toList());
        tags(changed);
        fields(changed);
        consents.give(changed, source, now);
        consents.answerTracking(changed, source, now);
    }

    private void update(List<ContactState> old, Instant now) {
        var companyIds = companyIds(old);
        batch(
                UPDATE,
                old.stream()
                        .map(state -> {
                            var row = new ArrayList<@Nullable Object>(columns(state, companyIds));
                            row.add(state.sortName());
                            row.add(Utc.of(now));
                            row.add(state.id().value());
                            return row.toArray();
                        })
                        .toList());
    }

    private Map<String, Long> companyIds(List<ContactState> states) {
        return companies.idsOf(states.stream()
                .map(state -> state.value(BuiltInField.COMPANY))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private static List<@Nullable Object> columns(ContactState state, Map<String, Long> companyIds) {
        var company = state.value(BuiltInField.COMPANY);
        var row = new ArrayList<@Nullable Object>();
        row.add(state.value(BuiltInField.EMAIL));
        row.add(state.value(BuiltInField.EXTERNAL_ID));
        row.add(state.value(BuiltInField.LAST_NAME));
        row.add(state.value(BuiltInField.FIRST_NAME));
        row.add(state.value(BuiltInField.LAST_NAME_KANA));
        row.add(state.value(BuiltInField.FIRST_NAME_KANA));
        row.add(company == null ? null : companyIds.get(company));
        row.add(state.value(BuiltInField.DEPARTMENT));
        row.add(state.value(BuiltInField.JOB_TITLE));
        row.add(state.value(BuiltInField.PHONE));
        row.add(state.value(BuiltInField.LOCALE));
        row.add(state.value(BuiltInField.TIME_ZONE));
        row.add(state.value(BuiltInField.TRACKING_CONSENT));
        return row;
    }

    private void tags(List<ContactState> states) {
        var added = new ArrayList<Object[]>();
        var removed = new ArrayList<Object[]>();
        for (var state : states) {
            state.addedTags().forEach(tag -> added.add(new Object[] {state.id().value(), tag}));
            state.removedTags()
                    .forEach(tag -> removed.add(new Object[] {state.id().value(), tag}));
        }
        var now = Utc.of(clock.instant());
        batch(
                KNOW_TAG,
                added.stream()
                        .map(row -> row[1])
                        .distinct()
                        .sorted()
                        .map(tag -> new Object[] {tag, now})
                        .toList());
        batch(ADD_TAG, added);
        batch(REMOVE_TAG, removed);
    }

    /** One statement for each table of values, with the columns that change for anybody. */
    private void fields(List<ContactState> states) {
        var changed = new HashSet<String>();
        states.forEach(state -> changed.addAll(state.changedFields().keySet()));
        var byPage = new TreeMap<Integer, List<CustomField>>();
        for (var key : changed) {
            fields.place(key)
                    .ifPresent(custom -> byPage.computeIfAbsent(custom.place().page(), page -> new ArrayList<>())
                            .add(custom));
        }
        byPage.values().forEach(customs -> {
            customs.sort(Comparator.comparing(CustomField::key));
            var rows = states.stream()
                    .filter(state -> customs.stream()
                            .anyMatch(custom -> state.changedFields().containsKey(custom.key())))
                    .map(state -> row(state, customs))
                    .toList();
            batch(FieldPlace.upsert(customs.stream().map(CustomField::place).toList()), rows);
        });
    }

    private static @Nullable Object[] row(ContactState state, List<CustomField> customs) {
        var row = new ArrayList<@Nullable Object>();
        row.add(state.id().value());
        customs.forEach(custom -> row.addAll(custom.place().values(state.custom(custom.field()))));
        return row.toArray();
    }

    private void batch(String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    private static String order(ContactState state) {
        var email = state.value(BuiltInField.EMAIL);
        return email != null ? email : Objects.requireNonNullElse(state.value(BuiltInField.EXTERNAL_ID), "");
    }
}
