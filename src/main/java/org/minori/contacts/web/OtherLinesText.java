package org.minori.contacts.web;

import java.util.stream.Collectors;
import org.minori.contacts.OtherLines;
import org.minori.web.Texts;

/** Says which lines of a file are in other letters than the rest, so that somebody looks at them. */
final class OtherLinesText {

    private OtherLinesText() {}

    static String of(OtherLines lines, Texts texts) {
        var numbers = lines.first().stream().map(String::valueOf).collect(Collectors.joining(", "));
        var key = lines.count() > lines.first().size() ? "contacts.import.mixed.more" : "contacts.import.mixed";
        return texts.of(key, texts.of("contacts.import.encoding." + lines.encoding()), numbers, lines.count());
    }
}
