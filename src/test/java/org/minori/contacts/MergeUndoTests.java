package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MinoriTest
class MergeUndoTests {

    @Autowired
    ContactMerge merge;

    @Autowired
    MergeUndo undo;

    @Autowired
    ContactDirectory directory;

    @Autowired
    ContactErasure erasure;

    @Autowired
    DuplicateWorker worker;

    @Autowired
    LeadScores scores;

    @Autowired
    ActivityLog activities;

    @Autowired
    JdbcTemplate jdbc;

    private final String company = "みのり" + Contacts.freshEmail();

    private ContactId make(String last, String external, String phone, Set<String> tags, String industry) {
        return directory
                .upsert(new ContactDetails(
                        Contacts.freshEmail(),
                        external,
                        last,
                        "太郎",
                        null,
                        null,
                        company,
                        null,
                        null,
                        phone,
                        null,
                        null,
                        tags,
                        Map.of("industry", industry),
                        null))
                .id();
    }

    private long mergeOf(ContactId loser) {
        return jdbc.queryForObject("SELECT id FROM contact_merge WHERE loser_id = ?", Long.class, loser.value());
    }

    @Test
    void bothAreThereAgainWithWhatWasTheirOwn() {
        var winner = make("山田", null, null, Set.of("expo"), "製造業");
        var loser = make("山田", "crm-" + company, "03-1234-5678", Set.of("expo", "webinar"), "小売業");
        directory.update(
                loser,
                Map.of(),
                null,
                new Consent(ConsentBasis.OPT_IN, Instant.now().minusSeconds(9), "同意"));
        directory.withdrawConsent(loser, "phone");
        scores.add(List.of(points(winner, 5), points(loser, 7)));
        happened(loser);
        var winnerBefore = directory.get(winner);
        var loserBefore = directory.get(loser);

        merge.merge(winner, loser, Set.of("industry", "email"));
        assertThat(directory.get(winner).email()).isEqualTo(loserBefore.email());
        happened(winner);
        undo.undo(mergeOf(loser));

        assertThat(directory.get(winner))
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(winnerBefore);
        assertThat(directory.get(loser))
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(loserBefore);
        assertThat(scores.of(winner, LeadScores.OVERALL)).isEqualTo(5);
        assertThat(scores.of(loser, LeadScores.OVERALL)).isEqualTo(7);
        assertThat(directory.consentHistory(loser)).hasSize(2);
        assertThat(directory.consentHistory(winner)).isEmpty();
        assertThat(activities.timeline(winner, null, 10).items()).hasSize(1);
        assertThat(activities.timeline(loser, null, 10).items()).hasSize(1);
        assertThat(directory.resolve(new ContactReference(null, loserBefore.email(), null, null)))
                .contains(loser);
        assertThat(jdbc.queryForList("SELECT 1 FROM contact_search WHERE contact_id = ?", loser.value()))
                .hasSize(1);
    }

    @Test
    void whoWasOnAListAsOneOrAsBothIsOnItAsBefore() {
        var winner = make("山田", null, null, Set.of(), "製造業");
        var loser = make("山田", null, null, Set.of(), "製造業");
        listed("both-" + winner, winner);
        listed("both-" + winner, loser);
        listed("one-" + winner, loser);

        merge.merge(winner, loser, Set.of());
        assertThat(lists(winner)).containsExactly("both-" + winner, "one-" + winner);
        assertThat(lists(loser)).isEmpty();
        undo.undo(mergeOf(loser));

        assertThat(lists(winner)).containsExactly("both-" + winner);
        assertThat(lists(loser)).containsExactly("both-" + winner, "one-" + winner);
    }

    private void listed(String key, ContactId contact) {
        jdbc.update(
                "INSERT INTO segment_contact (segment_key, contact_id, added_at) VALUES (?, ?, '2026-11-28 00:00:00')",
                key,
                contact.value());
    }

    private List<String> lists(ContactId contact) {
        return jdbc.queryForList(
                "SELECT segment_key FROM segment_contact WHERE contact_id = ? ORDER BY segment_key",
                String.class,
                contact.value());
    }

    @Test
    void whatSomebodyChangedSinceStays() {
        var winner = make("山田", null, null, Set.of(), "製造業");
        var loser = make("山田", null, "03-1234-5678", Set.of(), "小売業");

        merge.merge(winner, loser, Set.of("industry"));
        directory.update(winner, Map.of("phone", "06-1234-5678"), null, null);
        undo.undo(mergeOf(loser));

        assertThat(directory.get(winner).phone()).isEqualTo("06-1234-5678");
        assertThat(directory.get(winner).fields()).containsEntry("industry", "製造業");
        assertThat(directory.get(loser).phone()).isEqualTo("03-1234-5678");
    }

    @Test
    void whoWasMergedByMistakeIsNotOfferedAgain() {
        var winner = make("山田", null, null, Set.of(), "製造業");
        var loser = make("山田", null, null, Set.of(), "製造業");
        worker.work();
        merge.merge(winner, loser, Set.of());
        undo.undo(mergeOf(loser));
        worker.work();

        assertThat(jdbc.queryForList(
                        "SELECT state FROM contact_duplicate WHERE first_id = ? AND second_id = ?",
                        String.class,
                        winner.value(),
                        loser.value()))
                .containsExactly("NOT_SAME");
    }

    @Test
    void mergesAreTakenBackFromTheLastOnAndOnce() {
        var winner = make("山田", null, null, Set.of(), "製造業");
        var loser = make("佐藤", null, null, Set.of(), "製造業");
        var last = make("鈴木", null, null, Set.of(), "製造業");
        merge.merge(winner, loser, Set.of());
        long first = mergeOf(loser);
        merge.merge(last, winner, Set.of());
        long second = mergeOf(winner);

        assertThatThrownBy(() -> undo.undo(first)).isInstanceOf(MergeNotFound.class);
        undo.undo(second);
        assertThat(directory.get(loser).id()).isEqualTo(winner);
        undo.undo(first);

        assertThat(directory.get(loser).lastName()).isEqualTo("佐藤");
        assertThat(directory.get(winner).lastName()).isEqualTo("山田");
        assertThatThrownBy(() -> undo.undo(first)).isInstanceOf(MergeNotFound.class);
    }

    @Test
    void afterAMonthAndAfterAnErasureNothingIsKeptOfIt() {
        var winner = make("山田", null, null, Set.of(), "製造業");
        var loser = make("佐藤", null, null, Set.of(), "製造業");
        var other = make("鈴木", null, null, Set.of(), "製造業");
        merge.merge(winner, loser, Set.of());
        merge.merge(other, make("田中", null, null, Set.of(), "製造業"), Set.of());
        jdbc.update("UPDATE contact_merge SET merged_at = '2020-01-01 00:00:00' WHERE winner_id = ?", winner.value());

        undo.forget();
        erasure.erase(other);

        assertThat(jdbc.queryForList(
                        "SELECT 1 FROM contact_merge WHERE winner_id IN (?, ?)", winner.value(), other.value()))
                .isEmpty();
    }

    private static ScoreChange points(ContactId contact, int points) {
        return new ScoreChange(contact, LeadScores.OVERALL, points, "test", 1, null, null, "t" + System.nanoTime());
    }

    private void happened(ContactId contact) {
        activities.record(
                List.of(new Touchpoint(null, contact, "seminarAttended", "s", Instant.now(), Map.of(), false)));
    }
}
