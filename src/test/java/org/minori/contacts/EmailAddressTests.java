package org.minori.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class EmailAddressTests {

    @ParameterizedTest
    @CsvSource({
        "Taro.Yamada@Example.CO.JP, taro.yamada@example.co.jp",
        "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ, taro@example.co.jp",
        "info@日本語.jp, info@xn--wgv71a119e.jp",
        "o'brien+news@sub.example.com, o'brien+news@sub.example.com",
    })
    void oneSpellingIsKept(String written, String kept) {
        assertThat(EmailAddress.normalise(written)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@b",
                "a b@example.com",
                "a@example..com",
                "a@-example.com",
                "a@example.123",
                "\"quoted\"@example.com",
                "a@[127.0.0.1]",
                "a@example.com\r\nBcc: b@example.com",
                "a\u0000@example.com",
                "Taro <a@example.com>",
                "a@example.com,b@example.com",
                "山田@example.com",
            })
    void whatNobodyCouldBeWrittenToIsRefused(String written) {
        assertThat(EmailAddress.normalise(written)).isEmpty();
    }

    @Test
    void anEndlessAddressIsRefusedAtOnce() {
        assertThat(EmailAddress.normalise("a.".repeat(500_000) + "@example.com"))
                .isEmpty();
        assertThat(EmailAddress.normalise("a@" + "a.".repeat(130) + "com")).isEmpty();
    }

    /** Of the corpus nothing invalid is taken, and all that is plainly valid with a domain that mail can reach is. */
    @Test
    void theCorpusIsSortedAsItSays() throws Exception {
        var wronglyTaken = new ArrayList<String>();
        var wronglyRefused = new ArrayList<String>();
        int seen = 0;
        for (var test : corpus()) {
            seen++;
            var address = text(test, "address")
                    .codePoints()
                    .map(c -> c >= 0x2400 && c < 0x2420 ? c - 0x2400 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var category = text(test, "category");
            boolean taken = EmailAddress.normalise(address).isPresent();
            if (taken && category.equals("ISEMAIL_ERR")) {
                wronglyTaken.add(address);
            }
            boolean reachable = address.matches("[^\"(@]+@[^@\\[]*\\.[a-zA-Z][^@]*");
            if (!taken && reachable && category.equals("ISEMAIL_VALID_CATEGORY")) {
                wronglyRefused.add(address);
            }
        }
        assertThat(seen).isEqualTo(164);
        assertThat(wronglyTaken).isEmpty();
        assertThat(wronglyRefused).isEmpty();
    }

    private static List<Element> corpus() throws Exception {
        try (var xml = EmailAddressTests.class.getResourceAsStream("/contacts/email-addresses/tests.xml")) {
            var nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getElementsByTagName("test");
            var tests = new ArrayList<Element>();
            for (int i = 0; i < nodes.getLength(); i++) {
                tests.add((Element) nodes.item(i));
            }
            return tests;
        }
    }

    private static String text(Element test, String name) {
        var nodes = test.getElementsByTagName(name);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent();
    }
}
