package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;

/** Conditions on what Minori knows of somebody: tags, stage, consent, scores, scenarios, buckets. */
@MinoriTest
class PersonRuleSqlTests extends TwoContacts {

    @Test
    void knowsTagsStagesAndConsent() {
        contacts.addTag(yes, "tag-" + word);
        contacts.move(yes, Stage.SQL, LeadOwner.SALES);
        jdbc.sql("UPDATE contact SET consent_basis = 'OPT_IN', consent_at = ? WHERE id IN (?, ?)")
                .params(Utc.of(clock.instant()), yes.value(), no.value())
                .update();
        jdbc.sql("UPDATE contact SET consent_withdrawn_at = ? WHERE id = ?")
                .params(Utc.of(clock.instant()), no.value())
                .update();

        holds("{'tag':'tag-" + word + "'}");
        holds("{'stage':'SQL'}");
        holds("{'stage':['SQL','CUSTOMER']}");
        holds("{'consent':'marketing'}");
    }

    @Test
    void whoHasNoScoreHasZero() {
        score(yes, 50);

        holds("{'score':'overall','op':'ge','value':50}");
        holds("{'score':'overall','op':'gt','value':49}");
        holds("{'score':'overall','op':'eq','value':50}");
        holds("{'score':'overall','op':'ne','value':0}");
        score(yes, -5);
        holds("{'score':'overall','op':'lt','value':0}");
        holds("{'score':'overall','op':'le','value':-5}");
        assertThat(fulfils("{'score':'overall','op':'ge','value':-4}")).containsExactly(no);
    }

    private void score(ContactId contact, int points) {
        jdbc.sql("DELETE FROM contact_score WHERE contact_id = ?")
                .param(contact.value())
                .update();
        jdbc.sql("INSERT INTO contact_score (contact_id, score, points) VALUES (?, 'overall', ?)")
                .params(contact.value(), points)
                .update();
    }

    @Test
    void knowsWhoTakesPartInAScenario() {
        enrolled(yes, "RUNNING");
        enrolled(no, "ENDED");

        holds("{'scenario':'s-" + word + "','status':'running'}");
        assertThat(fulfils("{'scenario':'s-" + word + "','status':'ended'}")).containsExactly(no);
        assertThat(fulfils("{'scenario':'s-" + word + "'}")).containsExactlyInAnyOrder(yes, no);
        assertThat(fulfils("{'scenario':'other-" + word + "','status':'ever'}")).isEmpty();
    }

    private void enrolled(ContactId contact, String status) {
        jdbc.sql("INSERT INTO enrolment (id, scenario_key, contact_id, run, status, process_instance_id, requested_at,"
                        + " attempts) VALUES (?, ?, ?, 1, ?, '', ?, 0)")
                .params(TimeOrderedIds.next(), "s-" + word, contact.value(), status, Utc.of(clock.instant()))
                .update();
    }

    @Test
    void bucketsAreStableAndOfEqualSize() {
        jdbc.sql("CREATE TABLE IF NOT EXISTS bucket_probe (id BIGINT NOT NULL)").update();
        var count = new int[10];
        for (int round = 0; round < 2; round++) {
            jdbc.sql("DELETE FROM bucket_probe").update();
            for (int i = 0; i < 1_000; i++) {
                long id = round == 0 ? 8_000_000_000_000_000L + i : 8_000_000_000_000_000L + 4_194_304L * 977 * i;
                jdbc.sql("INSERT INTO bucket_probe (id) VALUES (?)").param(id).update();
            }
            for (int bucket = 0; bucket < 10; bucket++) {
                var condition = RuleSql.write(
                        new Rule.InBucket(10, Set.of(bucket)),
                        RuleSql.Reach.ALL,
                        shelf::meaning,
                        clock.instant(),
                        zone);
                count[bucket] = jdbc.sql("SELECT COUNT(*) FROM bucket_probe c WHERE " + condition.text())
                        .params(condition.arguments())
                        .query(Integer.class)
                        .single();
            }
            assertThat(Arrays.stream(count).boxed()).as("round " + round).allMatch(size -> size > 70 && size < 130);
            assertThat(Arrays.stream(count).sum()).isEqualTo(1_000);
        }
    }
}
