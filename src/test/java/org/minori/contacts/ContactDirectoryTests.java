package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.support.TestDatabase;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class ContactDirectoryTests {

    @Autowired
    ContactDirectory directory;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aNewContactIsALeadOfMarketing() {
        var email = Contacts.freshEmail();

        var made = directory.upsert(Contacts.with("  " + email.toUpperCase(java.util.Locale.ROOT) + " "));

        var card = directory.get(made.id());
        assertThat(made.created()).isTrue();
        assertThat(card.email()).isEqualTo(email);
        assertThat(card.displayName()).isEqualTo("山田 太郎");
        assertThat(card.stage()).isEqualTo(Stage.LEAD);
        assertThat(card.owner()).isEqualTo(LeadOwner.MARKETING);
    }

    @Test
    void whatIsNotToldStaysAsItIs() {
        var email = Contacts.freshEmail();
        var first = directory.upsert(Contacts.with(email));

        var second = directory.upsert(Contacts.withFields(email, Map.of("industry", " 製造業 ", "employees", "１,２００")));

        var card = directory.get(first.id());
        assertThat(second).isEqualTo(new ContactDirectory.Upserted(first.id(), false));
        assertThat(card.lastName()).isEqualTo("山田");
        assertThat(card.fields()).containsEntry("industry", "製造業").containsEntry("employees", "1200");
    }

    @Test
    void everyFaultIsNamedAndNothingIsChanged() {
        var email = Contacts.freshEmail();
        var bad = new ContactDetails(
                "a@b\r\nBcc: victim@example.com",
                null,
                "x".repeat(101),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "!!",
                "Mars/Olympus",
                null,
                Map.of("employees", "many", "noSuchField", "x"),
                null);

        assertThatThrownBy(() -> directory.upsert(bad))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactlyInAnyOrder(
                                        "email",
                                        "lastName",
                                        "locale",
                                        "timeZone",
                                        "fields.employees",
                                        "fields.noSuchField"));
        assertThat(directory.resolve(new ContactReference(null, email, null, null)))
                .isEmpty();
    }

    @Test
    void anExternalIdFindsTheContactAndItsAddressMayChange() {
        var email = Contacts.freshEmail();
        var moved = Contacts.freshEmail();
        var made = directory.upsert(Contacts.named(email, "crm-" + email, "㈱みのり商事"));

        var again = directory.upsert(Contacts.named(moved, "crm-" + email, "株式会社みのり商事"));

        assertThat(again.id()).isEqualTo(made.id());
        assertThat(directory.get(made.id()).email()).isEqualTo(moved);
        assertThat(directory.get(made.id()).company()).isEqualTo("㈱みのり商事");
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM company WHERE name_key = '株式会社みのり商事'", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void anAddressOfSomebodyElseIsRefused() {
        var ours = Contacts.freshEmail();
        var theirs = Contacts.freshEmail();
        directory.upsert(Contacts.named(ours, "ours-" + ours, null));
        directory.upsert(Contacts.named(theirs, "theirs-" + theirs, null));

        assertThatThrownBy(() -> directory.upsert(Contacts.named(theirs, "ours-" + ours, null)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> directory.upsert(Contacts.named(theirs, "third-" + ours, null)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void manyEqualUpsertsAtOnceMakeOneContact() throws Exception {
        var email = Contacts.freshEmail();
        var pool = Executors.newFixedThreadPool(16);
        try {
            var calls = new ArrayList<Callable<ContactDirectory.Upserted>>();
            for (int i = 0; i < 100; i++) {
                calls.add(() -> directory.upsert(Contacts.withTags(email, Set.of("parallel"))));
            }
            var ids = new HashSet<ContactId>();
            int created = 0;
            for (var answer : pool.invokeAll(calls)) {
                ids.add(answer.get().id());
                created += answer.get().created() ? 1 : 0;
            }

            assertThat(ids).hasSize(1);
            assertThat(created).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void stepsChangeTagsAndFieldsOfManyContactsInOneTransactionAndSeeTheirOwnWork() {
        var one = directory.upsert(Contacts.with(Contacts.freshEmail())).id();
        var other = directory.upsert(Contacts.with(Contacts.freshEmail())).id();

        transaction.executeWithoutResult(status -> {
            for (var id : List.of(one, other)) {
                directory.addTag(id, "展示会");
                directory.removeTag(id, "展示会");
                directory.addTag(id, "展示会");
                directory.addTag(id, "展示会");
                directory.setField(id, "industry", "小売業");
                directory.setField(id, "jobTitle", "課長");
                assertThat(directory.field(id, "industry")).contains("小売業");
                directory.setField(id, "lastName", "佐藤");
            }
            directory.removeTag(other, "展示会");
            directory.setField(other, "industry", "");
        });

        assertThat(directory.get(one).tags()).containsExactly("展示会");
        assertThat(directory.get(one).jobTitle()).isEqualTo("課長");
        assertThat(directory.get(one).lastName()).isEqualTo("佐藤");
        assertThat(directory.get(other).tags()).isEmpty();
        assertThat(directory.field(other, "industry")).isEmpty();
    }

    @Test
    void noLeadIsEverWithoutOwnerOrInTwoHands() {
        var id = directory.upsert(Contacts.with(Contacts.freshEmail())).id();

        directory.move(id, Stage.NON_TARGET, LeadOwner.NONE);
        assertThat(directory.lifecycle(id)).isEqualTo(new ContactDirectory.Lifecycle(Stage.NON_TARGET, LeadOwner.NONE));
        directory.move(id, Stage.MQL, LeadOwner.SALES);
        assertThat(directory.lifecycle(id)).isEqualTo(new ContactDirectory.Lifecycle(Stage.MQL, LeadOwner.SALES));

        assertThatThrownBy(() -> directory.move(id, Stage.MQL, LeadOwner.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        // MySQL reads CHECK and keeps it only from 8.0.16 on.
        if (!TestDatabase.isMySql()) {
            assertThatThrownBy(() -> jdbc.update("UPDATE contact SET owner = 'NONE' WHERE id = ?", id.value()))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aRefusalIsOverruledOnlyByALaterOptIn() {
        var email = Contacts.freshEmail();
        var card = new Consent(ConsentBasis.BUSINESS_CARD, Instant.parse("2026-01-10T00:00:00Z"), null);
        var id = directory.upsert(Contacts.withConsent(email, card)).id();
        assertThat(directory.hasConsent(id)).isTrue();

        directory.withdrawConsent(id, "unsubscribe link");
        directory.withdrawConsent(id, "unsubscribe link");
        directory.upsert(Contacts.withConsent(email, card));
        assertThat(directory.hasConsent(id)).isFalse();
        assertThat(directory.get(id).consent()).isNull();

        directory.upsert(Contacts.withConsent(
                email, new Consent(ConsentBasis.OPT_IN, Instant.now().plusSeconds(60), "メールを受け取る")));
        assertThat(directory.hasConsent(id)).isTrue();
        assertThat(directory.consentHistory(id))
                .extracting(ConsentProof::kind)
                .containsExactly(
                        ConsentProof.Kind.GIVEN,
                        ConsentProof.Kind.GIVEN,
                        ConsentProof.Kind.WITHDRAWN,
                        ConsentProof.Kind.GIVEN);
    }

    @Test
    void namesThatLookTheSameToADatabaseAreToldApart() {
        var id = directory
                .upsert(Contacts.withTags(Contacts.freshEmail(), Set.of("ハート", "バート", "ＥＸＰＯ", "expo")))
                .id();

        assertThat(directory.get(id).tags()).containsExactlyInAnyOrder("ハート", "バート", "expo");
    }

    @Test
    void referencesOfAllKindsAreResolvedTogether() {
        var email = Contacts.freshEmail();
        var id = directory.upsert(Contacts.named(email, "ext-" + email, null)).id();
        var byId = new ContactReference(id.toString(), null, null, null);
        var byEmail = new ContactReference(null, email.toUpperCase(java.util.Locale.ROOT), null, null);
        var byExternal = new ContactReference(null, null, "ext-" + email, null);
        var nobody = new ContactReference("12", null, null, null);
        var nonsense = new ContactReference("x", null, null, null);

        assertThat(directory.resolveAll(List.of(byId, byEmail, byExternal, nobody, nonsense)))
                .containsOnlyKeys(byId, byEmail, byExternal)
                .containsValue(id);
    }
}
