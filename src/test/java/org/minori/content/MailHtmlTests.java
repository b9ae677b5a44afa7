package org.minori.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailHtmlTests {

    private static final LiquidText.Addresses TRACKED =
            new LiquidText.Addresses(url -> "https://m.example/c/" + url.length(), "https://m.example/u/t");

    @Test
    void tracksTheLinksOfAnchorsOnly() {
        assertThat(render(
                        "<link href='https://fonts.example/a'><a class=x href=\"https://a.example/?a=1&amp;b=2\">a</a>"
                                + "<img src=\"https://a.example/i.png\">"))
                .isEqualTo("<link href='https://fonts.example/a'><a class=x href=\"https://m.example/c/26\">a</a>"
                        + "<img src=\"https://a.example/i.png\">");
        assertThat(render("<a href=https://a.example/>a</a>")).isEqualTo("<a href=\"https://m.example/c/18\">a</a>");
        assertThat(render("<a title='x' href = 'HTTP://A.example'>a</a>"))
                .isEqualTo("<a title='x' href ='https://m.example/c/16'>a</a>");
    }

    @Test
    void neverTracksTheUnsubscribeLinkNorMailAddresses() {
        assertThat(render("<a href=\"{{ unsubscribeUrl }}\">x</a><a href=\"mailto:a@b.example\">y</a>"))
                .isEqualTo("<a href=\"https://m.example/u/t\">x</a><a href=\"mailto:a@b.example\">y</a>");
    }

    @Test
    void tracksALinkThatIsChosenByABranchButNotOneThatHoldsData() {
        assertThat(
                        render(
                                "<a href=\"{% if contact.vip %}https://a.example/vip{% else %}https://a.example/{% endif %}\">x</a>"))
                .isEqualTo("<a href=\"https://m.example/c/18\">x</a>");
        assertThat(render("<a href=\"https://a.example/?n={{ contact.name }}&amp;m=1\">x</a>"))
                .isEqualTo("<a href=\"https://a.example/?n=A&amp;B&amp;m=1\">x</a>".replace("A&amp;B", "A&amp;B"));
    }

    @Test
    void showsNoAddressFromDataThatCouldRun() {
        assertThat(render("<a href=\"{{ contact.evil }}\">x</a><img src=\"{{ contact.evil }}\">"))
                .isEqualTo("<a href=\"#\">x</a><img src=\"#\">");
        assertThat(render("<td title=\"{{ contact.quote }}\">")).isEqualTo("<td title=\"&quot; onclick=&quot;x\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT src=x>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=' java\nscript:alert(1)'>x</a>",
                "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,x\">x</a>",
                "<a href=vbscript:x>x</a>",
                "<img src=x onerror=alert(1)>",
                "<img/onerror=alert(1) src=x>",
                "<p disabled onclick = 'x'>",
                "<iframe src='https://a.example'></iframe>",
                "<form action='https://a.example'>",
                "<base href='https://a.example'>",
                "<meta http-equiv='refresh' content='0;url=https://a.example'>",
                "<!--[if mso]><script>x</script><![endif]-->",
                "<p {{ contact.name }}>x</p>",
                "<p class={{ contact.name }}>x</p>",
                "<a href=\"https://a.example>x</a>"
            })
    void refusesWhatCouldRunInAReader(String html) {
        assertThatThrownBy(() -> MailHtml.compile(html)).isInstanceOf(RenderingFailed.class);
    }

    @Test
    void compilesMjmlWithLiquidInIt() {
        String html = MjmlCompiler.html("""
                <mjml><mj-body><mj-section><mj-column>
                <mj-text>{{ contact.name | default: "x" }}<br>{% if contact.vip and 1 < 2 %}VIP{% else %}一般{% endif %}</mj-text>
                <mj-button href="https://a.example/?a=1&amp;b=2">見る</mj-button>
                <mj-raw>{% if contact.vip %}</mj-raw><mj-text>hidden</mj-text><mj-raw>{% endif %}</mj-raw>
                </mj-column></mj-section></mj-body></mjml>""");

        assertThat(render(html))
                .contains("A&amp;B<br", "一般", "https://m.example/c/26")
                .doesNotContain("VIP", "hidden", "{%", "{{");
        assertThat(html).as("reading a mail calls no third party").doesNotContain("fonts.googleapis.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mjml><mj-body><mj-include path=\"/etc/hostname\" type=\"css\"/></mj-body></mjml>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><mjml><mj-body></mj-body></mjml>",
                "<mjml><mj-body><mj-unknown/></mj-body></mjml>",
                "<p>not mjml</p>"
            })
    void refusesMjmlThatReadsFilesOrIsNone(String mjml) {
        assertThatThrownBy(() -> MailHtml.compile(MjmlCompiler.html(mjml))).isInstanceOf(RenderingFailed.class);
    }

    @Test
    void refusesAScriptInsideMjml() {
        assertThatThrownBy(
                        () -> MailHtml.compile(
                                MjmlCompiler.html(
                                        "<mjml><mj-body><mj-section><mj-column><mj-text>a<script>x</script></mj-text></mj-column></mj-section></mj-body></mjml>")))
                .isInstanceOf(RenderingFailed.class);
    }

    @Test
    void makesPlainTextWithLinksFromHtml() {
        String text = PlainText.fromHtml(
                "<html><head><title>t</title></head><body><p>{{ contact.name }} 様</p><p>本文&amp;<br>二行目 "
                        + "<a href=\"https://a.example/x\"><b>詳しく</b>見る</a></p></body></html>");

        assertThat(text).isEqualTo("{{ contact.name }} 様\n本文&\n二行目 詳しく見る\nhttps://a.example/x\n");
        assertThat(PlainText.compile(text).links()).containsExactly("https://a.example/x");
    }

    @Test
    void leavesPunctuationAndLiquidOutOfLinksInText() {
        assertThat(PlainText.compile("見る https://a.example/x。次は(https://b.example). https://c.example/?{{ x }}")
                        .links())
                .containsExactly("https://a.example/x", "https://b.example");
    }

    @Test
    void addsWhatTheLawWantsWhereItIsMissing() {
        String html = LegalBlock.completeHtml("<html><body><p>x {{ sender.company }}</p></body></html>");

        assertThat(html)
                .contains("{{ sender.postalAddress }}", "{{ sender.contact }}", "{{ unsubscribeUrl }}", "停止できます")
                .endsWith("</body></html>");
        assertThat(html.split("sender.company", -1)).hasSize(2);
        assertThat(LegalBlock.completeHtml(html)).isEqualTo(html);
    }

    private static String render(String html) {
        var words = new HashMap<String, Object>();
        words.put("contact", Map.of("name", "A&B", "evil", "javascript:alert(1)", "quote", "\" onclick=\"x"));
        words.put("unsubscribeUrl", "https://m.example/u/t");
        return MailHtml.compile(html).render(words, TRACKED, 2_000);
    }
}
