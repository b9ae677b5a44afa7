package org.minori.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailNoticesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://www.example.com/demo\">",
                "<a HREF='http://example.co.jp'>",
                "<mj-button href=\"https://shop.example.org/x\">"
            })
    void aLinkToAPageThatIsOnlyAnExampleIsFound(String html) {
        assertThat(EmailNotices.hasSampleLink(html)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://www.myexample.com/demo\">",
                "<a href=\"https://example.company/\">",
                "see https://www.example.com/",
                "<a href=\"{{ unsubscribeUrl }}\">"
            })
    void otherLinksAreNot(String html) {
        assertThat(EmailNotices.hasSampleLink(html)).isFalse();
    }
}
