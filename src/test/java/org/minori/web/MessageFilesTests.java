package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageFilesTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("#\\{([A-Za-z][\\w.-]*)\\s*[}(]");

    static List<String> modules() {
        return files(MESSAGES, ".properties").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.contains("_"))
                .map(name -> name.replace(".properties", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bothLanguagesSayTheSameThings(String module) {
        var japanese = read(module + "_ja").stringPropertyNames();
        var english = read(module + "_en");

        assertThat(japanese).isEqualTo(english.stringPropertyNames());
        assertThat(read(module)).isEqualTo(english);
        assertThat(japanese).allMatch(key -> key.startsWith(module + "."));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyTextCanBeFormatted(String module) {
        for (var language : List.of("_ja", "_en")) {
            var texts = read(module + language);
            for (var key : texts.stringPropertyNames()) {
                var text = texts.getProperty(key);
                assertThat(text).as(key + language).isNotBlank();
                var formatted = new MessageFormat(text, Locale.ENGLISH).getFormatsByArgumentIndex().length;
                var isFormattedAtAll = formatted > 0;
                assertThat(isFormattedAtAll && text.replace("''", "").contains("'"))
                        .as("%s%s has a single quote, which swallows what follows", key, language)
                        .isFalse();
            }
        }
    }

    @Test
    void noTemplateAsksForAMissingText() {
        var keys = allKeys();
        var missing = new ArrayList<String>();
        for (var template : files(TEMPLATES, ".html")) {
            var matcher = KEY_IN_TEMPLATE.matcher(text(template));
            while (matcher.find()) {
                if (!keys.contains(matcher.group(1))) {
                    missing.add(TEMPLATES.relativize(template) + ": " + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noClassAsksForAMissingText() {
        var keys = allKeys();
        var literal = Pattern.compile("\"((?:" + String.join("|", modules()) + ")\\.[A-Za-z][\\w.-]*\\w)\"");
        var missing = new ArrayList<String>();
        for (var source : files(SOURCES, ".java")) {
            var matcher = literal.matcher(text(source));
            while (matcher.find()) {
                var key = matcher.group(1);
                if (!keys.contains(key) && keys.stream().noneMatch(longer -> longer.startsWith(key + "."))) {
                    missing.add(SOURCES.relativize(source) + ": " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Set<String> allKeys() {
        var keys = new HashSet<String>();
        modules().forEach(module -> keys.addAll(read(module + "_ja").stringPropertyNames()));
        return keys;
    }

    private static Properties read(String name) {
        var texts = new Properties();
        try (var in = Files.newBufferedReader(MESSAGES.resolve(name + ".properties"))) {
            texts.load(in);
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
