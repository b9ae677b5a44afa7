package org.minori.scoring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.scoring.ScoreRules;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MinoriTest
class ScoringPagesTests {

    private static final String ATTACK = "<script>alert(1)</script>";

    @Autowired
    MockMvc web;

    @Autowired
    LeadScores scores;

    @Autowired
    ScoreRules rules;

    @Autowired
    ContactDirectory contacts;

    @Test
    void hotLeadsStandWithTheirReasonsAndHostileOnesAsText() throws Exception {
        var contact = People.somebody(contacts);
        scores.add(List.of(new ScoreChange(contact, LeadScores.OVERALL, 70_000, "test", 1, null, ATTACK, "page")));

        for (var path : List.of("/leads/hot", "/home/hot-leads", "/contacts/" + contact + "/scores")) {
            var page = page(path, "ROLE_SALES");
            assertThat(page).as(path).contains("&lt;script&gt;").doesNotContain(ATTACK);
        }
        assertThat(page("/leads/hot", "ROLE_SALES"))
                .contains("/contacts/" + contact)
                .contains("70,000");
        scores.add(List.of(new ScoreChange(contact, LeadScores.OVERALL, -70_000, "test", 1, null, null, "back")));
    }

    @Test
    void aRuleIsChangedByItsForm() throws Exception {
        var name = "見学会 " + TimeOrderedIds.next();
        save("new", name, "4", "").andExpect(redirectedUrl("/settings/scoring"));
        var rule = rules.all().stream()
                .filter(known -> name.equals(known.name()))
                .findFirst()
                .orElseThrow();
        assertThat(rule.points()).isEqualTo(4);
        assertThat(rule.active()).isTrue();
        assertThat(page("/settings/scoring/" + rule.key(), "ROLE_MARKETER")).contains(name);

        save(rule.key(), name, "6", "2").andExpect(redirectedUrl("/settings/scoring"));
        assertThat(rules.find(rule.key())).hasValueSatisfying(changed -> {
            assertThat(changed.version()).isEqualTo(2);
            assertThat(changed.limitTimes()).isEqualTo(2);
        });
        assertThat(page("/settings/scoring", "ROLE_OPERATOR")).contains(name);
    }

    @Test
    void aWrongFormComesBackAsItWasTypedWithWhatToMend() throws Exception {
        var page = save("new", "見学会", "many", "")
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).contains("value=\"many\"").contains("invalid-feedback");
    }

    @Test
    void operatorsMayAddUpAndNotChange() throws Exception {
        assertThat(page("/settings/scoring/check", "ROLE_OPERATOR")).contains("card-footer");
        web.perform(get("/settings/scoring/email-opened").with(role("ROLE_OPERATOR")))
                .andExpect(status().isForbidden());
        web.perform(get("/settings/scoring/no-such-rule").with(role("ROLE_MARKETER")))
                .andExpect(status().isNotFound());
    }

    private ResultActions save(String key, String name, String points, String times) throws Exception {
        return web.perform(post("/settings/scoring/" + key)
                .with(role("ROLE_MARKETER"))
                .with(csrf())
                .param("name", name)
                .param("eventType", "tourBooked")
                .param("points", points)
                .param("score", "overall")
                .param("limitTimes", times)
                .param("limitDays", times)
                .param("active", "on"));
    }

    private String page(String path, String role) throws Exception {
        return web.perform(get(path).with(role(role)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static RequestPostProcessor role(String role) {
        return user("u").authorities(new SimpleGrantedAuthority(role));
    }
}
