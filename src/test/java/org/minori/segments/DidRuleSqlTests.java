package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.tracking.Touchpoint;

/** Conditions on what somebody did. */
@MinoriTest
class DidRuleSqlTests extends TwoContacts {

    @Test
    void countsWhatPeopleDidAndNotWhatMachinesDid() {
        did(yes, "pageViewed", "/pricing/plan", 1, false, Map.of("url", "https://example.jp/pricing/plan"));
        did(yes, "pageViewed", "/pricing/plan", 40, false, Map.of());
        did(no, "pageViewed", "/pricing/plan", 1, true, Map.of());
        did(no, "pageViewed", "/about", 40, false, Map.of());

        holds("{'did':'pageViewed','withinDays':30}");
        holds("{'did':'pageViewed','where':{'urlPattern':'*/PRICING*'}}");
        holds("{'did':'pageViewed','where':{'urlPattern':'https://example.jp/pricing/*'}}");
        holds("{'did':'pageViewed','where':{'subject':'/pricing/plan'}}");
        holds("{'did':'pageViewed','times':{'op':'ge','value':2}}");
        holds("{'did':'pageViewed','times':{'op':'eq','value':2}}");
        holds("{'did':'pageViewed','times':{'op':'gt','value':1}}");
        holds("{'did':'pageViewed','times':{'op':'ne','value':1}}");
        assertThat(fulfils("{'did':'pageViewed','times':{'op':'lt','value':1},'withinDays':30}"))
                .containsExactly(no);
        assertThat(fulfils("{'did':'pageViewed','times':{'op':'le','value':0},'withinDays':30}"))
                .containsExactly(no);
        assertThat(fulfils("{'did':'pageViewed','where':{'urlPattern':'*/pri_ing*'}}"))
                .isEmpty();
    }

    @Test
    void asksPropertiesExactly() {
        did(yes, "seminar-" + word, null, 1, false, Map.of("place", "東京 \"本社\"", "seats", "3"));
        did(no, "seminar-" + word, null, 1, false, Map.of("place", "東京", "note", "\"seats\":\"3\""));

        var start = "{'did':'seminar-" + word + "','where':";
        holds(start + "{'seats':'3'}}");
        holds(start + "{'seats':3}}");
        holds(start + "{'place':'東京 \\'本社\\''}}");
    }

    private void did(
            ContactId contact, String type, String subject, int daysAgo, boolean machine, Map<String, String> details) {
        activities.record(List.of(new Touchpoint(
                null, contact, type, subject, clock.instant().minus(Duration.ofDays(daysAgo)), details, machine)));
    }
}
