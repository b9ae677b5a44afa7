package org.minori.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidTextTests {

    @Test
    void showsWordsAndDefaults() {
        assertThat(html(
                        "<p>{{ contact.lastName }} {{ contact.missing | default: '御中' }}</p>",
                        Map.of("lastName", "山田")))
                .isEqualTo("<p>山田 御中</p>");
    }

    @Test
    void escapesDataInHtmlButNotWhatTheAuthorWrote() {
        assertThat(html("<b>{{ contact.lastName }}</b>", Map.of("lastName", "<script>&\"'")))
                .isEqualTo("<b>&lt;script&gt;&amp;&quot;&#39;</b>");
    }

    @Test
    void escapesOnceWhereTheAuthorEscapesToo() {
        assertThat(html("{{ contact.lastName | escape }}", Map.of("lastName", "A&B")))
                .isEqualTo("A&amp;B");
    }

    @Test
    void turnsLineBreaksIntoBreaks() {
        assertThat(html("{{ contact.note | newline_to_br }}", Map.of("note", "一\n<二>")))
                .isEqualTo("一<br>\n&lt;二&gt;");
    }

    @Test
    void readsDataNeverAsATemplate() {
        assertThat(html("{{ contact.lastName }}", Map.of("lastName", "{{ 7 | times: 7 }}")))
                .isEqualTo("{{ 7 | times: 7 }}");
        assertThat(html("{{ contact.lastName }}", Map.of("lastName", LiquidText.harmless("a\uE000\u3400b"))))
                .isEqualTo("a\u3400b");
    }

    @Test
    void controlsWhitespaceAsLiquidDoes() {
        assertThat(plain("a  {%- if true -%}  b  {%- endif -%}  c", Map.of())).isEqualTo("abc");
        assertThat(plain("a\n{{- 1 -}}\nb", Map.of())).isEqualTo("a1b");
    }

    @Test
    void knowsBranchesLoopsAndRawText() {
        assertThat(plain("{% case x %}\n {% when 'a' %}A{% else %}B{% endcase %}", Map.of("x", "a")))
                .isEqualTo("A");
        assertThat(plain("{% for i in list %}[{{ i }}]{% endfor %}", Map.of("list", List.of("1", "2"))))
                .isEqualTo("[1][2]");
        assertThat(plain("{% raw %}{{ x }}{% endraw %}{% comment %}{{ y }}{% endcomment %}", Map.of()))
                .isEqualTo("{{ x }}");
        assertThat(plain("{% capture a %}b{{ x }}{% endcapture %}{{ a | upcase }}", Map.of("x", "c")))
                .isEqualTo("BC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include '/etc/hostname' %}",
                "{% include '../../application' %}",
                "{% render 'x' %}",
                "{% include_relative 'x' %}",
                "{{ contact.lastName | unheardOf }}",
                "{% if true %}",
                "{% endif %}",
                "{{ contact.lastName",
                "{% frobnicate %}"
            })
    void refusesWhatIsNotLiquidAsWeKnowIt(String template) {
        assertThatThrownBy(() -> html(template, Map.of("lastName", "x"))).isInstanceOf(RenderingFailed.class);
    }

    @Test
    void namesTheLineOfAFault() {
        assertThatThrownBy(() -> html("one\ntwo\n{% nothing %}", Map.of()))
                .isInstanceOfSatisfying(
                        RenderingFailed.class, fault -> assertThat(fault.line()).isEqualTo(3));
    }

    @ParameterizedTest
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    @ValueSource(
            strings = {
                "{% for a in (1..1000000) %}{% for b in (1..1000000) %}{% for c in (1..1000000) %}{% for d in (1..1000000) %}"
                        + "{% for e in (1..1000000) %}{% for f in (1..1000000) %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}"
                        + "{% endfor %}{% endfor %}",
                "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
                "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..40) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{{ a }}",
                "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | replace: 'x', a %}{% endfor %}{{ a }}",
                "{% assign a = 9.5 %}{% for i in (1..60) %}{% assign a = a | times: a %}{% endfor %}{{ a }}",
                "{{ 'now' | date: '%0999999999Y' }}",
                "{% assign a = (1..1000000000) %}{{ a | size }}",
                "{% assign a = 'x,x' | split: ',' %}{% for i in (1..40) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}"
            })
    void stopsTemplatesThatEatTheMachine(String template) {
        long started = System.nanoTime();
        try {
            String out = LiquidText.of(template, false).render(Map.of(), LiquidText.Addresses.AS_WRITTEN, 1_000);
            assertThat(out.length()).isLessThan(500_001);
        } catch (RenderingFailed stopped) {
            assertThat(stopped.messageKey()).startsWith("content.fault");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{% if true %}".repeat(5_000) + "x" + "{% endif %}".repeat(5_000);
        assertThatThrownBy(() -> plain(deep, Map.of())).isInstanceOf(RenderingFailed.class);
        String parentheses = "{% if " + "(".repeat(1_500) + "true" + ")".repeat(1_500) + " %}x{% endif %}";
        assertThatThrownBy(() -> plain(parentheses, Map.of())).isInstanceOf(RenderingFailed.class);
    }

    @Test
    void reachesNoJavaObject() {
        assertThat(html(
                        "{{ contact.class.classLoader }}{{ contact.getClass }}{{ contact.lastName.bytes }}",
                        Map.of("lastName", "x")))
                .isEmpty();
    }

    @Test
    void showsEveryContactOnlyTheirOwnWordsWhenManyAreRenderedAtOnce() throws Exception {
        var text = LiquidText.of(
                "{{ contact.lastName }}{% if contact.lastName %}-{% endif %}{{ contact.lastName }}", true);
        var threads = Executors.newFixedThreadPool(4);
        var mixed = new java.util.concurrent.atomic.AtomicInteger();
        for (int thread = 0; thread < 4; thread++) {
            String name = "n" + thread;
            threads.submit(() -> {
                for (int i = 0; i < 3_000; i++) {
                    if (!render(text, Map.of("lastName", name)).equals(name + "-" + name)) {
                        mixed.incrementAndGet();
                    }
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(mixed).hasValue(0);
    }

    private static String html(String template, Map<String, Object> contact) {
        return render(LiquidText.of(template, true), contact);
    }

    private static String render(LiquidText text, Map<String, Object> contact) {
        var words = new HashMap<String, Object>();
        words.put("contact", contact);
        return text.render(words, LiquidText.Addresses.AS_WRITTEN, 2_000);
    }

    private static String plain(String template, Map<String, Object> words) {
        return LiquidText.of(template, false).render(words, LiquidText.Addresses.AS_WRITTEN, 2_000);
    }
}
