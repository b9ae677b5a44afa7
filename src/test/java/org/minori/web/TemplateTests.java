package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplateTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final List<Pattern> INLINE = List.of(
            Pattern.compile("<style[\\s>]"),
            Pattern.compile("<script(?![^>]*\\ssrc=)(?![^>]*th:src=)[^>]*>"),
            Pattern.compile("[\\s\"](?:th:|data-th-)?style="),
            Pattern.compile("[\\s\"](?:th:|data-th-)?on[a-z]+="),
            Pattern.compile("hx-on|hx-vals=\"js|javascript:"),
            Pattern.compile("th:utext|\\[\\("));

    @Test
    void noTemplateHoldsWhatTheContentPolicyForbidsOrWritesTextUnescaped() {
        var found = new ArrayList<String>();
        for (var template : MessageFilesTests.files(TEMPLATES, ".html")) {
            var text = withoutComments(MessageFilesTests.text(template));
            for (var inline : INLINE) {
                var matcher = inline.matcher(text);
                while (matcher.find()) {
                    found.add(TEMPLATES.relativize(template) + ": " + matcher.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** th:replace takes its own tag away before a condition on it is looked at: it would always be shown. */
    @Test
    void nothingThatIsReplacedHasACondition() {
        var found = new ArrayList<String>();
        var tag = Pattern.compile("<[a-z][^>]*>");
        for (var template : MessageFilesTests.files(TEMPLATES, ".html")) {
            var matcher = tag.matcher(withoutComments(MessageFilesTests.text(template)));
            while (matcher.find()) {
                if (matcher.group().contains("th:replace=")
                        && matcher.group().matches("(?s).*th:(if|unless|each|with|switch)=.*")) {
                    found.add(TEMPLATES.relativize(template) + ": " + matcher.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyIconIsInTheSprite() {
        var icons = icons();
        var missing = new ArrayList<String>();
        for (var template : MessageFilesTests.files(TEMPLATES, ".html")) {
            var matcher = Pattern.compile("#frame\\.icon\\('([^']+)'\\)")
                    .matcher(withoutComments(MessageFilesTests.text(template)));
            while (matcher.find()) {
                if (!icons.contains(matcher.group(1))) {
                    missing.add(TEMPLATES.relativize(template) + ": " + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    static Set<String> icons() {
        var icons = new HashSet<String>();
        var matcher =
                Pattern.compile("'([a-z0-9-]+)'").matcher(MessageFilesTests.text(Path.of("modeler/src/icons.js")));
        while (matcher.find()) {
            icons.add(matcher.group(1));
        }
        return icons;
    }

    private static String withoutComments(String text) {
        return Pattern.compile("<!--.*?-->", Pattern.DOTALL).matcher(text).replaceAll("");
    }
}
