package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.delivery.Suppressions;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.Visitors;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MinoriTest
class ContactMergeTests {

    @Autowired
    ContactMerge merge;

    @Autowired
    ContactDirectory directory;

    @Autowired
    ContactErasure erasure;

    @Autowired
    DuplicateWorker worker;

    @Autowired
    Suppressions suppressions;

    @Autowired
    LeadScores scores;

    @Autowired
    ActivityLog activities;

    @Autowired
    Visitors visitors;

    @Autowired
    JdbcTemplate jdbc;

    private final String winnersEmail = Contacts.freshEmail();
    private final String losersEmail = Contacts.freshEmail();

    private ContactId winner() {
        return directory
                .upsert(new ContactDetails(
                        winnersEmail,
                        null,
                        "山田",
                        "太郎",
                        null,
                        null,
                        null,
                        "営業部",
                        null,
                        null,
                        null,
                        null,
                        Set.of("expo"),
                        Map.of("industry", "製造業"),
                        null))
                .id();
    }

    private ContactId loser() {
        return directory
                .upsert(new ContactDetails(
                        losersEmail,
                        "crm-" + losersEmail,
                        "山田",
                        "太朗",
                        null,
                        null,
                        "みのり商事",
                        "開発部",
                        null,
                        "03-1234-5678",
                        null,
                        null,
                        Set.of("webinar"),
                        Map.of("industry", "小売業", "employees", "120"),
                        new Consent(ConsentBasis.BUSINESS_CARD, Instant.now().minusSeconds(60), "名刺交換")))
                .id();
    }

    @Test
    void theWinnerKeepsItsValuesAndTakesWhatItLacksOrWhatWasChosen() {
        var winner = winner();
        var loser = loser();

        merge.merge(winner, loser, Set.of("firstName", "industry"));

        var card = directory.get(winner);
        assertThat(card.email()).isEqualTo(winnersEmail);
        assertThat(card.externalId()).isEqualTo("crm-" + losersEmail);
        assertThat(card.firstName()).isEqualTo("太朗");
        assertThat(card.department()).isEqualTo("営業部");
        assertThat(card.company()).isEqualTo("みのり商事");
        assertThat(card.phone()).isEqualTo("03-1234-5678");
        assertThat(card.fields()).containsEntry("industry", "小売業").containsEntry("employees", "120");
        assertThat(card.tags()).containsExactly("expo", "webinar");
        assertThat(directory.hasConsent(winner)).isTrue();
        assertThat(directory.consentHistory(winner)).hasSize(1);
    }

    @Test
    void theLosersNamesLeadToTheWinnerAndAreNotWrittenOverItsOwn() {
        var winner = winner();
        var loser = loser();

        merge.merge(winner, loser, Set.of());
        var again = directory.upsert(Contacts.withFields(losersEmail, Map.of("employees", "300")));

        assertThat(again).isEqualTo(new ContactDirectory.Upserted(winner, false));
        assertThat(directory.get(winner).email()).isEqualTo(winnersEmail);
        assertThat(directory.get(winner).fields()).containsEntry("employees", "300");
        assertThat(directory.get(loser).id()).isEqualTo(winner);
        assertThat(directory.resolve(new ContactReference(loser.toString(), null, null, null)))
                .contains(winner);
        assertThat(directory.resolve(new ContactReference(null, losersEmail, null, null)))
                .contains(winner);
        assertThat(directory.resolve(new ContactReference(null, null, "crm-" + losersEmail, null)))
                .contains(winner);
    }

    @Test
    void whoWasMergedTwiceIsFoundStill() {
        var winner = winner();
        var loser = loser();
        var last = directory.upsert(Contacts.with(Contacts.freshEmail())).id();

        merge.merge(winner, loser, Set.of());
        merge.merge(last, winner, Set.of());

        assertThat(directory.get(loser).id()).isEqualTo(last);
        assertThatThrownBy(() -> merge.merge(last, loser, Set.of())).isInstanceOf(ContactNotFound.class);
        assertThatThrownBy(() -> merge.merge(last, last, Set.of())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aRefusalOfEitherBindsBoth() {
        var winner = winner();
        var loser = loser();
        directory.update(
                winner,
                Map.of(),
                null,
                new Consent(ConsentBasis.OPT_IN, Instant.now().minusSeconds(5), "同意"));
        directory.withdrawConsent(loser, "phone");
        directory.update(loser, Map.of("trackingConsent", "WITHDRAWN"), null, null);
        suppressions.add(losersEmail, Suppressions.Reason.UNSUBSCRIBED, loser, null);

        merge.merge(winner, loser, Set.of());

        assertThat(directory.hasConsent(winner)).isFalse();
        assertThat(directory.get(winner).trackingConsent()).isEqualTo(TrackingConsent.WITHDRAWN);
        assertThat(suppressions.find(winnersEmail)).isPresent();
    }

    @Test
    void whatModulesKnowOfTheLoserIsTheWinners() {
        var winner = winner();
        var loser = loser();
        var visitor = "v" + Long.toHexString(System.nanoTime()) + "0123456789abcdef";
        visitors.identify(visitor, loser);
        activities.record(List.of(new Touchpoint(null, loser, "seminarAttended", "s", Instant.now(), Map.of(), false)));
        scores.add(List.of(points(winner, 5), points(loser, 7)));

        merge.merge(winner, loser, Set.of());

        assertThat(visitors.contactsOf(List.of(visitor))).containsEntry(visitor, winner);
        assertThat(scores.of(winner, LeadScores.OVERALL)).isEqualTo(12);
        for (var table : List.of("touchpoint", "score_ledger", "consent_event")) {
            assertThat(count(table, loser)).as(table).isZero();
            assertThat(count(table, winner)).as(table).isPositive();
        }
        assertThat(count("contact_score", loser) + count("contact_tag", loser) + count("contact_search", loser))
                .isZero();
    }

    @Test
    void twoPeopleWhoAreKeptApartStayApartWhenOneIsMerged() {
        var company = "みのり" + Contacts.freshEmail();
        var one = named(company);
        var other = named(company);
        var third = named(company);
        worker.work();
        jdbc.update(
                "UPDATE contact_duplicate SET state = 'NOT_SAME' WHERE first_id = ? AND second_id = ?",
                one.value(),
                third.value());

        merge.merge(other, third, Set.of());
        worker.work();

        assertThat(jdbc.queryForList(
                        "SELECT state FROM contact_duplicate WHERE first_id = ? AND second_id = ?",
                        String.class,
                        one.value(),
                        other.value()))
                .containsExactly("NOT_SAME");
        assertThat(jdbc.queryForList(
                        "SELECT state FROM contact_duplicate WHERE first_id = ? AND second_id = ?",
                        String.class,
                        other.value(),
                        third.value()))
                .containsExactly("MERGED");
    }

    @Test
    void whoIsErasedIsForgottenUnderAllNames() {
        var winner = winner();
        merge.merge(winner, loser(), Set.of());

        erasure.erase(winner);

        assertThat(count("contact_alias", winner)).isZero();
        assertThat(suppressions.find(losersEmail)).isPresent();
        assertThat(directory.resolve(new ContactReference(null, losersEmail, null, null)))
                .isEmpty();
    }

    private ContactId named(String company) {
        return directory
                .upsert(new ContactDetails(
                        Contacts.freshEmail(),
                        null,
                        "山田",
                        "太郎",
                        null,
                        null,
                        company,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private static ScoreChange points(ContactId contact, int points) {
        return new ScoreChange(contact, LeadScores.OVERALL, points, "test", 1, null, null, "t" + System.nanoTime());
    }

    private long count(String table, ContactId contact) {
        return jdbc.queryForList("SELECT 1 FROM " + table + " WHERE contact_id = ?", contact.value())
                .size();
    }
}
