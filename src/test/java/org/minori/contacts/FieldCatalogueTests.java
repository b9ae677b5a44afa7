package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactField.Type;
import org.minori.storage.TimeOrderedIds;
import org.minori.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class FieldCatalogueTests {

    @Autowired
    FieldCatalogue fields;

    @Autowired
    FieldIndexes indexes;

    @Autowired
    ContactDirectory directory;

    @Autowired
    JdbcClient jdbc;

    private static String fresh() {
        return "f" + Long.toString(TimeOrderedIds.next(), 36);
    }

    @Test
    void fieldsThatAreDeclaredAtOnceHavePlacesOfTheirOwn() throws Exception {
        var calls = new ArrayList<Callable<ContactField>>();
        for (int i = 0; i < 6; i++) {
            calls.add(() -> fields.create(fresh(), "会員番号", "Number", Type.BOOLEAN));
        }
        var pool = Executors.newFixedThreadPool(6);
        var columns = new ArrayList<String>();
        try {
            for (var made : pool.invokeAll(calls)) {
                columns.add(made.get().column());
            }
        } finally {
            pool.shutdown();
        }
        assertThat(columns).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void whatIsToldOfOneFieldLeavesTheOthersAndAnEmptyTextClears() {
        var text = fields.create(fresh(), "好み", "Taste", Type.TEXT).key();
        var number = fields.create(fresh(), "席数", "Seats", Type.NUMBER).key();
        var date = fields.create(fresh(), "更新日", "Renewal", Type.DATE).key();
        var lengthy = "あ".repeat(9_000);
        var one = directory
                .upsert(Contacts.withFields(Contacts.freshEmail(), Map.of(text, lengthy, number, "1,250.50")))
                .id();
        var other = directory
                .upsert(Contacts.withFields(Contacts.freshEmail(), Map.of(text, "ABC", date, "2027/4/1")))
                .id();

        directory.update(one, Map.of(number, ""), null, null);
        directory.setField(one, date, "2027-01-31");

        assertThat(directory.get(one).fields()).isEqualTo(Map.of(text, lengthy, date, "2027-01-31"));
        assertThat(directory.get(other).fields()).isEqualTo(Map.of(text, "ABC", date, "2027-04-01"));
        assertThat(directory.fields(List.of(one, other), date))
                .isEqualTo(Map.of(one, "2027-01-31", other, "2027-04-01"));
    }

    @Test
    void aFieldThatCanBeComparedGetsAnIndexOnce() {
        var field = fields.create(fresh(), "契約番号", "Contract", Type.TEXT);
        var place = fields.place(field.key()).orElseThrow().place();

        indexes.round();
        indexes.round();

        var name = "ix_" + place.table() + "_" + place.compared();
        var sql = TestDatabase.isMySql()
                ? "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = ?"
                : "SELECT COUNT(*) FROM information_schema.indexes WHERE LOWER(index_name) = ?";
        assertThat(jdbc.sql(sql).param(name).query(Integer.class).single()).isEqualTo(1);
    }
}
