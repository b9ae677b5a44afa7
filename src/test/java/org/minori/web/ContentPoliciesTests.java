package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPoliciesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/contacts",
                "/contacts/1",
                "/scenarios/welcome",
                "/login",
                "/u/token",
                "/api-docs",
                "/emails/a/preview"
            })
    void noPageRunsInlineScriptsOrIsFramedByOthers(String path) {
        var policy = ContentPolicies.forPath(path);

        assertThat(policy).doesNotContain("unsafe-eval").doesNotContain("script-src");
        assertThat(policy).containsPattern("default-src '(self|none)'").contains("base-uri 'none'");
        assertThat(policy)
                .containsPattern("frame-ancestors '(none|self)'")
                .containsPattern("form-action '(self|none)'");
    }

    @Test
    void onlyDiagramsMayCarryStyleAttributes() {
        assertThat(ContentPolicies.forPath("/contacts")).doesNotContain("unsafe-inline");
        assertThat(ContentPolicies.forPath("/sales/tasks")).doesNotContain("unsafe-inline");
        assertThat(ContentPolicies.forPath("/scenarios/welcome")).endsWith("style-src-attr 'unsafe-inline'");
    }

    @Test
    void foreignHtmlIsShownWithoutScriptsFormsAndOrigin() {
        var policy = ContentPolicies.forPath("/emails/welcome/preview");

        assertThat(policy).startsWith("sandbox allow-popups").contains("default-src 'none'", "form-action 'none'");
        assertThat(policy).doesNotContain("allow-scripts").doesNotContain("allow-same-origin");
        assertThat(ContentPolicies.isPreview("/emails/welcome")).isFalse();
    }
}
