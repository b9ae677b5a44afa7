package org.minori.calendar;

import org.minori.web.NotFound;

/** There is no business calendar with the key. */
public class CalendarNotFound extends NotFound {

    public CalendarNotFound(String key) {
        super("calendar.notFound", key);
    }
}
