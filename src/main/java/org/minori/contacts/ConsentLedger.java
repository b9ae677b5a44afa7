package org.minori.contacts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the proof of every consent and refusal, and the state that follows from it beside the contact. */
@Component
class ConsentLedger {

    private static final int LONGEST_SHOWN = 1_000;

    private static final String EVENT = """
            INSERT INTO consent_event (id, contact_id, event_kind, basis, obtained_at, wording, source, recorded_by, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** After a refusal only a later opt-in of the person counts; a card or a relation on file never overrules it. */
    private static final String GIVEN = """
            UPDATE contact SET consent_basis = ?, consent_at = ?, consent_wording = ?, consent_withdrawn_at = NULL
            WHERE id = ? AND (consent_withdrawn_at IS NULL OR (? = 'OPT_IN' AND consent_withdrawn_at < ?))""";

    private final JdbcTemplate jdbc;
    private final UserAccounts accounts;
    private final Clock clock;

    ConsentLedger(JdbcTemplate jdbc, UserAccounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    void give(Collection<ContactState> states, String source, Instant now) {
        var events = new ArrayList<Object[]>();
        var given = new ArrayList<Object[]>();
        var telling =
                states.stream().filter(state -> state.newConsent() != null).toList();
        if (telling.isEmpty()) {
            return;
        }
        var recordedBy = recordedBy();
        for (var state : telling) {
            var consent = Objects.requireNonNull(state.newConsent());
            var basis = consent.basis().name();
            var at = Utc.of(consent.obtainedAt());
            events.add(new Object[] {
                TimeOrderedIds.next(),
                state.id().value(),
                "GIVEN",
                basis,
                at,
                consent.wording(),
                source,
                recordedBy,
                Utc.of(now)
            });
            given.add(new Object[] {
                basis, at, shown(consent.wording()), state.id().value(), basis, at
            });
        }
        jdbc.batchUpdate(EVENT, events);
        jdbc.batchUpdate(GIVEN, given);
    }

    /** Notes each new answer about tracking; the answer itself stands beside the contact already. */
    void answerTracking(Collection<ContactState> states, String source, Instant now) {
        var answered =
                states.stream().filter(ContactState::isTrackingConsentChanged).toList();
        if (answered.isEmpty()) {
            return;
        }
        var recordedBy = recordedBy();
        jdbc.batchUpdate(
                EVENT,
                answered.stream()
                        .map(state -> new Object[] {
                            TimeOrderedIds.next(),
                            state.id().value(),
                            kind(state.value(BuiltInField.TRACKING_CONSENT)).name(),
                            null,
                            Utc.of(now),
                            null,
                            source,
                            recordedBy,
                            Utc.of(now)
                        })
                        .toList());
    }

    private static ConsentProof.Kind kind(@Nullable String answer) {
        if (answer == null) {
            return ConsentProof.Kind.TRACKING_CLEARED;
        }
        return TrackingConsent.valueOf(answer) == TrackingConsent.GIVEN
                ? ConsentProof.Kind.TRACKING_GIVEN
                : ConsentProof.Kind.TRACKING_WITHDRAWN;
    }

    /** Puts back what stood before a consent that an undone import had brought. */
    void restore(ContactId contact, @Nullable Consent before, @Nullable Consent now) {
        if (Objects.equals(before, now)) {
            return;
        }
        jdbc.update(
                "UPDATE contact SET consent_basis = ?, consent_at = ?, consent_wording = ? WHERE id = ?",
                before == null ? null : before.basis().name(),
                before == null ? null : Utc.of(before.obtainedAt()),
                before == null ? null : shown(before.wording()),
                contact.value());
        var at = Utc.of(clock.instant());
        jdbc.update(
                EVENT,
                TimeOrderedIds.next(),
                contact.value(),
                "TAKEN_BACK",
                null,
                at,
                null,
                "import undone",
                recordedBy(),
                at);
    }

    /** Notes a refusal; false when it was noted before. */
    boolean withdraw(ContactId contact, String how) {
        var now = Utc.of(clock.instant());
        int changed = jdbc.update(
                "UPDATE contact SET consent_withdrawn_at = ?, updated_at = ? WHERE id = ? AND consent_withdrawn_at IS NULL",
                now,
                now,
                contact.value());
        if (changed == 0) {
            return false;
        }
        var source = how.length() <= 200 ? how : how.substring(0, 200);
        jdbc.update(
                EVENT, TimeOrderedIds.next(), contact.value(), "WITHDRAWN", null, now, null, source, recordedBy(), now);
        return true;
    }

    /** Gives the loser's proofs to the winner, and its basis where the winner has none; a refusal of either binds. */
    void merge(ContactId winner, ContactId loser) {
        jdbc.query(
                "SELECT consent_basis, consent_at, consent_wording, consent_withdrawn_at FROM contact WHERE id = ?",
                row -> {
                    jdbc.update(
                            "UPDATE contact SET consent_basis = ?, consent_at = ?, consent_wording = ?"
                                    + " WHERE id = ? AND consent_basis IS NULL",
                            row.getString(1),
                            row.getObject(2, LocalDateTime.class),
                            row.getString(3),
                            winner.value());
                    jdbc.update(
                            "UPDATE contact SET consent_withdrawn_at = COALESCE(consent_withdrawn_at, ?) WHERE id = ?",
                            row.getObject(4, LocalDateTime.class),
                            winner.value());
                },
                loser.value());
    }

    List<ConsentProof> history(ContactId contact) {
        return jdbc.query(
                """
                SELECT event_kind, basis, obtained_at, wording, source, recorded_by, recorded_at
                FROM consent_event WHERE contact_id = ? ORDER BY id DESC""",
                (row, number) -> new ConsentProof(
                        ConsentProof.Kind.valueOf(row.getString(1)),
                        row.getString(2) == null ? null : ConsentBasis.valueOf(row.getString(2)),
                        Utc.toInstant(row.getObject(3, LocalDateTime.class)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        Utc.toInstant(row.getObject(7, LocalDateTime.class))),
                contact.value());
    }

    private String recordedBy() {
        return accounts.current().map(User::email).orElse("system");
    }

    private static @Nullable String shown(@Nullable String wording) {
        return wording == null || wording.length() <= LONGEST_SHOWN ? wording : wording.substring(0, LONGEST_SHOWN);
    }
}
