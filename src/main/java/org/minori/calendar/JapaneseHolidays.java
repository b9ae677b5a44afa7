package org.minori.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The national holidays of Japan by date, from 1970 to 2050; their origin and licence lie beside the list. */
final class JapaneseHolidays {

    private static final String LIST = "/org/minori/calendar/jp-holidays/holidays.yml";
    private static final int ISO_DATE = 10;
    private static final Map<LocalDate, String> NAMES = read();

    private JapaneseHolidays() {}

    static boolean contains(LocalDate day) {
        return NAMES.containsKey(day);
    }

    private static Map<LocalDate, String> read() {
        try (var list = JapaneseHolidays.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("no " + LIST);
            }
            var names = new TreeMap<LocalDate, String>();
            Arrays.stream(new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> line.length() > ISO_DATE && line.charAt(ISO_DATE) == ':')
                    .forEach(line -> names.put(
                            LocalDate.parse(line.substring(0, ISO_DATE)),
                            line.substring(ISO_DATE + 1).strip()));
            return Collections.unmodifiableMap(names);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
