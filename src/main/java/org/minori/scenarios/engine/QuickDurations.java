package org.minori.scenarios.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.minori.storage.RehearsalClock;

/**
 * Reads the length of a wait as compiled models write it. The engine's own reader looks through the whole class path for
 * a parser each time it is asked, which cost more than the rest of a start.
 */
final class QuickDurations extends DurationBusinessCalendar {

    private QuickDurations() {}

    /** All calendars of the engine with this one for lengths. */
    static MapBusinessCalendarManager calendars() {
        var calendars = new MapBusinessCalendarManager();
        calendars.addBusinessCalendar(DurationBusinessCalendar.NAME, new QuickDurations());
        calendars.addBusinessCalendar(DueDateBusinessCalendar.NAME, new DueDateBusinessCalendar());
        calendars.addBusinessCalendar(CycleBusinessCalendar.NAME, new CycleBusinessCalendar());
        return calendars;
    }

    @Override
    public Date resolveDuedate(String length, @Nullable Date start) {
        try {
            var rehearsed = RehearsalClock.time();
            var now = rehearsed == null ? ClockUtil.getCurrentTime().toInstant() : rehearsed;
            return Date.from((start == null ? now : start.toInstant()).plus(Duration.parse(length)));
        } catch (DateTimeException another) {
            return super.resolveDuedate(length, start);
        }
    }
}
