package org.minori.calendar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.calendar.BusinessCalendars;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@MinoriTest
class CalendarPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    BusinessCalendars calendars;

    private final String key = "shop-" + Long.toString(System.nanoTime(), 36);

    private MockHttpServletRequestBuilder shop(String address) {
        return post(address)
                .param("key", key)
                .param("name", "店舗")
                .param("zone", "Asia/Tokyo")
                .param("opens.SATURDAY", "10:00")
                .param("closes.SATURDAY", "20:00")
                .param("daysOff", "2026-12-29\n2026/12/30")
                .with(SignedIn.as(Role.MARKETER))
                .with(csrf());
    }

    @Test
    void aCalendarIsMadeShownAndChanged() throws Exception {
        browser.perform(shop("/settings/calendars")).andExpect(redirectedUrl("/settings/calendars"));

        var made = calendars.find(key).orElseThrow();
        assertThat(made.hours()).containsOnlyKeys(DayOfWeek.SATURDAY);
        assertThat(made.daysOff()).containsExactlyInAnyOrder(LocalDate.of(2026, 12, 29), LocalDate.of(2026, 12, 30));
        assertThat(made.japaneseHolidays()).isFalse();
        browser.perform(get("/settings/calendars").with(SignedIn.as(Role.OPERATOR)))
                .andExpect(content().string(containsString("10:00–20:00")));
        browser.perform(get("/settings/calendars/" + key).with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString("2026-12-30")));
        browser.perform(shop("/settings/calendars/" + key).param("holidays", "on"))
                .andExpect(redirectedUrl("/settings/calendars"));
        assertThat(calendars.find(key).orElseThrow().japaneseHolidays()).isTrue();
    }

    @Test
    void aTakenKeyAndWrongHoursAreRefusedBesideTheField() throws Exception {
        browser.perform(shop("/settings/calendars")
                        .param("opens.SUNDAY", "20:00")
                        .param("closes.SUNDAY", "10:00"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("開始が先になるように")));
        assertThat(calendars.find(key)).isEmpty();

        browser.perform(shop("/settings/calendars"));
        browser.perform(shop("/settings/calendars")).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void theStandardCalendarIsThere() {
        assertThat(calendars.find(BusinessCalendars.STANDARD).orElseThrow().hours())
                .hasSize(5);
    }
}
