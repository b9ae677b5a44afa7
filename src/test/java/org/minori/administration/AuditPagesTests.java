package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.scoring.ScoreRules;
import org.minori.segments.SegmentDefinitions;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class AuditPagesTests {

    private static final Pattern RECORDED = Pattern.compile("audit\\.record\\(\\s*\"([\\w.]+)\",\\s*\"(\\w+)");

    @Autowired
    MockMvc browser;

    @Autowired
    AuditLog audit;

    @Autowired
    SegmentDefinitions segments;

    @Autowired
    ScoreRules rules;

    @Autowired
    ObjectMapper json;

    @Autowired
    MessageSource messages;

    @Autowired
    List<AuditWords> modules;

    private final String key = "s" + TimeOrderedIds.next();

    @Test
    void everyActionAndKindThatIsRecordedHasWords() throws IOException {
        var nameless = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                var recorded = RECORDED.matcher(Files.readString(source));
                while (recorded.find()) {
                    if (!isSaid("did." + recorded.group(1))) {
                        nameless.add(recorded.group(1));
                    }
                    if (!isSaid("kind." + recorded.group(2))) {
                        nameless.add(recorded.group(2));
                    }
                }
            }
        }

        assertThat(nameless).isEmpty();
        assertThat(isSaid("did.scenario.published")).isTrue();
    }

    private boolean isSaid(String key) {
        Predicate<AuditWords> says =
                module -> messages.getMessage(module.module() + ".audit." + key, null, null, Locale.JAPANESE) != null;
        return modules.stream().anyMatch(says);
    }

    @Test
    void aChangeIsToldWithTheNameOfTheThingAndWhatItWasBefore() throws Exception {
        segments.create(key, "部長の方", json.readTree("{\"field\":\"jobTitle\",\"op\":\"contains\",\"value\":\"部長\"}"));
        segments.change(key, "部長の方", json.readTree("{\"field\":\"jobTitle\",\"op\":\"contains\",\"value\":\"課長\"}"));

        var page = page("thing=segment:" + key, Role.OPERATOR);

        assertThat(page).contains("セグメントの条件を変更", "<a href=\"/segments/" + key + "\">部長の方</a>");
        assertThat(page).containsPattern("<del[^>]*>[^<]*部長[^<]*</del>").containsPattern("→</span>\\s*<span>[^<]*課長");
        assertThat(withoutTheRaw(page)).doesNotContain("segment.changed", "&quot;field&quot;", "op&quot;");
    }

    @Test
    void whatWasDeletedKeepsItsNameInAllItsRows() throws Exception {
        segments.create(key, "消える方", json.readTree("{\"tag\":\"x\"}"));
        segments.delete(key);

        var page = page("thing=segment:" + key, Role.OPERATOR);

        assertThat(page).contains("セグメントを作成", "セグメントを削除", "削除済み").doesNotContain("href=\"/segments/" + key);
        assertThat(page.split("<span>消える方</span>", -1)).hasSize(3);
    }

    @Test
    void whoMayNotOpenAPageGetsItsNameWithoutALink() throws Exception {
        var rule = rules.all().get(0).key();
        audit.record("scoreRule.saved", "scoreRule:" + rule, Map.of("points", "3"));

        assertThat(page("thing=scoreRule:" + rule, Role.ADMIN)).contains("href=\"/settings/scoring/" + rule);
        assertThat(page("thing=scoreRule:" + rule, Role.OPERATOR)).doesNotContain("href=\"/settings/scoring/");
    }

    @Test
    void rowsAreFoundByPersonActionThingAndDay() throws Exception {
        audit.record("webhook.created", "webhook:" + key, Map.of("name", "連携先" + key));

        for (var filter : new String[] {"actor=system", "action=webhook.created", "thing=webhook", "from=2020-01-01"}) {
            assertThat(page(filter, Role.OPERATOR)).as(filter).contains("連携先" + key);
        }
        for (var filter : new String[] {"actor=user:1", "action=webhook.deleted", "thing=segment", "to=2020-01-01"}) {
            assertThat(page(filter, Role.OPERATOR)).as(filter).doesNotContain("連携先" + key);
        }
    }

    @Test
    void aRowThatNobodyUnderstandsAnyMoreIsShownAsItIs() throws Exception {
        audit.record("user.changed", "user:nobody" + key, Map.of("roles", "[EMPEROR]"));

        assertThat(page("thing=user:nobody" + key, Role.ADMIN)).contains("nobody" + key, "削除済み");
    }

    private String page(String query, Role role) throws Exception {
        return browser.perform(get("/operations/audit?" + query)
                        .with(SignedIn.as(role))
                        .header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String withoutTheRaw(String page) {
        return page.replaceAll("(?s)<details.*?</details>|<select.*?</select>", "");
    }
}
