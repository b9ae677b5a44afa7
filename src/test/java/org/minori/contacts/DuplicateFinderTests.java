package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MinoriTest
class DuplicateFinderTests {

    @Autowired
    ContactDirectory directory;

    @Autowired
    ContactErasure erasure;

    @Autowired
    DuplicateWorker worker;

    @Autowired
    Duplicates duplicates;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void everybodyElseIsCompared() {
        worker.work();
    }

    @Test
    void whoComesTwiceWithDifferentSpellingsIsFoundOnce() {
        var company = "髙﨑" + Contacts.freshEmail();
        var one = make("髙橋", "ﾊﾅｺ", "㈱" + company, null);
        var other = make("高橋", "ハナコ", "株式会社　" + company.replace("髙﨑", "高崎"), null);

        worker.work();
        directory.update(other, Map.of("phone", "03-9999-1234"), null, null);
        worker.work();

        assertThat(pairs(one)).containsExactly(one + " " + other + " NAME OPEN");
    }

    @Test
    void aPairThatLostWhatItHadInCommonIsNotOfferedAnyMore() {
        var company = "みのり" + Contacts.freshEmail();
        var one = make("山田", "太郎", company, null);
        var other = make("山田", "太郎", company, null);
        worker.work();

        directory.update(other, Map.of("firstName", "次郎"), null, null);
        worker.work();

        assertThat(pairs(one)).isEmpty();
    }

    @Test
    void whatAPersonDecidedStaysDecided() {
        var company = "みのり" + Contacts.freshEmail();
        var one = make("山田", "太郎", company, null);
        var other = make("山田", "太郎", company, null);
        worker.work();
        jdbc.update("UPDATE contact_duplicate SET state = 'NOT_SAME' WHERE first_id = ?", one.value());

        directory.update(other, Map.of("lastNameKana", "ヤマダ"), null, null);
        worker.work();

        assertThat(pairs(one)).containsExactly(one + " " + other + " NAME NOT_SAME");
    }

    @Test
    void aPhoneThatManyShareMakesNoPairs() {
        var phone = "06" + (10_000_000 + Math.floorMod(System.nanoTime(), 89_999_999));
        var all = new ArrayList<ContactId>();
        for (int i = 0; i <= DuplicateFinder.CROWD; i++) {
            all.add(make(null, null, null, phone));
        }

        worker.work();
        all.add(make(null, null, null, phone));
        worker.work();

        assertThat(all).allSatisfy(contact -> assertThat(pairs(contact)).isEmpty());
        assertThat(jdbc.queryForList(
                        "SELECT match_kind FROM contact_match_crowd WHERE example = ?",
                        String.class,
                        all.get(0).value()))
                .containsExactly("PHONE");
    }

    @Test
    void surePairsAreMergedByThemselvesOnlyWhereSomebodyWantsIt() {
        var company = "みのり" + Contacts.freshEmail();
        var one = make("山田", "太郎", "㈱" + company, "03-8888-1234");
        var other = make("山田", "太郎", company, "+81 3 8888 1234");
        var colleague = make("鈴木", "花子", company, "03-8888-1234");
        var namesake = make("山田", "太郎", company, "090-8888-1234");
        worker.work();
        assertThat(directory.get(other).id()).isEqualTo(other);

        duplicates.automatic(true);
        try {
            worker.work();
        } finally {
            duplicates.automatic(false);
        }

        assertThat(directory.get(other).id()).isEqualTo(one);
        assertThat(directory.get(colleague).id()).isEqualTo(colleague);
        assertThat(directory.get(namesake).id()).isEqualTo(namesake);
    }

    @Test
    void anErasedContactLeavesNoTraceAmongTheDuplicates() {
        var company = "みのり" + Contacts.freshEmail();
        var one = make("山田", "太郎", company, null);
        make("山田", "太郎", company, null);
        worker.work();

        erasure.erase(one);

        assertThat(pairs(one)).isEmpty();
        assertThat(jdbc.queryForList("SELECT 1 FROM contact_match WHERE contact_id = ?", one.value()))
                .isEmpty();
    }

    private ContactId make(String last, String first, String company, String phone) {
        return directory
                .upsert(new ContactDetails(
                        Contacts.freshEmail(),
                        null,
                        last,
                        first,
                        null,
                        null,
                        company,
                        null,
                        null,
                        phone,
                        null,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private List<String> pairs(ContactId contact) {
        return jdbc.query(
                "SELECT first_id, second_id, reasons, state FROM contact_duplicate WHERE first_id = ? OR second_id = ?",
                (row, number) ->
                        row.getLong(1) + " " + row.getLong(2) + " " + row.getString(3) + " " + row.getString(4),
                contact.value(),
                contact.value());
    }
}
