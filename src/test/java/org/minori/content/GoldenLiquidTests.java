package org.minori.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the reference implementation of Liquid prints (part of jg-rp/golden-liquid at 389a298, MIT licence beside it):
 * every case whose tags, filters and forms we offer comes out the same, through the renderer that mails go through.
 */
class GoldenLiquidTests {

    private static final Path FILE = Path.of("src/test/resources/liquid/golden.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Forms that README.md names as not offered, by the cases that use them. */
    private static final Map<String, List<String>> FORMS_NOT_OFFERED = Map.of(
            "names with ? or that begin with a bracket, members by .0, first and last of an object",
            List.of(
                    "identifiers, trailing question mark in for loop target",
                    "identifiers, trailing question mark output",
                    "output, chained identifier dot separated index",
                    "output, nested bracketed variable resolving to a string",
                    "output, top-level quoted, bracketed variable name with whitespace followed by dot notation",
                    "special, first of an object"),
            "case without when, or with a value in two of its whens",
            List.of(
                    "tags, case, evaluate multiple matching blocks",
                    "tags, case, mix or and comma separated when expression",
                    "tags, case, no whens",
                    "tags, case, no whens or default"),
            "limits and offsets that are no numbers, loops over true or false",
            List.of(
                    "tags, for, limit is a non-number string",
                    "tags, for, limit is not a string or number",
                    "tags, for, offset is a non-number string",
                    "tags, for, loop over a non-iterable object"),
            "ranges in conditions, break in a table",
            List.of(
                    "tags, if, range equals range",
                    "tags, tablerow, break from a tablerow loop",
                    "tags, tablerow, break from a tablerow loop inside a for loop"));

    private static List<JsonNode> cases;

    @BeforeAll
    static void read() throws IOException {
        cases = StreamSupport.stream(JSON.readTree(FILE.toFile()).get("tests").spliterator(), false)
                .toList();
    }

    @Test
    void everyCaseThatUsesOnlyWhatWeOfferComesOutTheSame() {
        var forms = new TreeSet<String>();
        FORMS_NOT_OFFERED.values().forEach(forms::addAll);
        int passed = 0;
        int notApplicable = 0;
        var wrong = new ArrayList<String>();
        for (var each : cases) {
            if (usesPartials(each) || forms.contains(each.get("name").asText())) {
                notApplicable++;
            } else if (isRight(each)) {
                passed++;
            } else {
                wrong.add(
                        each.get("name").asText() + ": " + each.get("template").asText() + " → " + rendered(each));
            }
        }
        System.out.printf("Golden Liquid: %d passed, %d not applicable, of %d%n", passed, notApplicable, cases.size());
        assertThat(wrong).isEmpty();
        assertThat(passed).isEqualTo(462);
        assertThat(notApplicable).isEqualTo(43);
    }

    @Test
    void noCaseIsLeftOutThatWouldPass() {
        assertThat(cases)
                .filteredOn(each -> FORMS_NOT_OFFERED.values().stream()
                        .anyMatch(names -> names.contains(each.get("name").asText())))
                .noneMatch(GoldenLiquidTests::isRight)
                .hasSize(17);
    }

    /** Other templates by name, and loops that go on where another one stopped: both are refused by name. */
    private static boolean usesPartials(JsonNode each) {
        var template = each.get("template").asText();
        return each.has("templates")
                || template.matches("(?s).*\\b(include|render)\\b.*")
                || template.matches("(?s).*offset\\s*:\\s*continue.*");
    }

    private static boolean isRight(JsonNode each) {
        var rendered = rendered(each);
        if (each.path("invalid").asBoolean()) {
            return rendered == null;
        }
        return each.has("results")
                ? StreamSupport.stream(each.get("results").spliterator(), false)
                        .anyMatch(result -> result.asText().equals(rendered))
                : each.get("result").asText().equals(rendered);
    }

    /** Null where it is refused. */
    private static String rendered(JsonNode each) {
        Map<String, Object> data = each.has("data")
                ? JSON.convertValue(each.get("data"), new TypeReference<Map<String, Object>>() {})
                : Map.of();
        try {
            return new TemplateRendering().render(each.get("template").asText(), data, false);
        } catch (RenderingFailed refused) {
            return null;
        }
    }
}
