package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.storage.Utc;

/** Conditions joined, and segments within segments. */
@MinoriTest
class JoinedRuleSqlTests extends TwoContacts {

    @Test
    void joinsWithAllAnyAndNot() {
        contacts.addTag(yes, "a-" + word);
        contacts.addTag(yes, "b-" + word);
        contacts.addTag(no, "b-" + word);
        var a = "{'tag':'a-" + word + "'}";
        var b = "{'tag':'b-" + word + "'}";
        var c = "{'tag':'c-" + word + "'}";

        holds("{'all':[" + a + "," + b + "]}");
        holds("{'any':[" + a + "," + c + "]}");
        holds("{'all':[{'any':[" + c + "," + a + "]},{'not':" + c + "}]}");
        assertThat(fulfils("{'all':[]}")).containsExactlyInAnyOrder(yes, no);
    }

    @Test
    void looksIntoOtherSegmentsByRuleAndByList() throws Exception {
        contacts.addTag(yes, "inner-" + word);
        shelf.insert("rule-" + word, "規則", SegmentKind.RULE, json.readTree("{\"tag\":\"inner-" + word + "\"}"));
        shelf.insert("list-" + word, "一覧", SegmentKind.FIXED, null);
        jdbc.sql("INSERT INTO segment_contact (segment_key, contact_id, added_at) VALUES (?, ?, ?)")
                .params("list-" + word, yes.value(), Utc.of(clock.instant()))
                .update();

        holds("{'segment':'rule-" + word + "'}");
        holds("{'segment':'list-" + word + "'}");
    }
}
