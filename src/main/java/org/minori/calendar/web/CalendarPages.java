package org.minori.calendar.web;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.minori.calendar.BusinessCalendar;
import org.minori.calendar.BusinessCalendar.Hours;
import org.minori.calendar.BusinessCalendars;
import org.minori.calendar.CalendarNotFound;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.minori.web.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Business hours for people: the list of calendars and one calendar's form. */
@Controller
@AllowRoles(Role.MARKETER)
class CalendarPages {

    private final BusinessCalendars calendars;
    private final Texts texts;

    CalendarPages(BusinessCalendars calendars, Texts texts) {
        this.calendars = calendars;
        this.texts = texts;
    }

    /** Says where the page is. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        SettingsEntry calendarSettings() {
            return new SettingsEntry(
                    45, "/settings/calendars", "calendar.title", "calendar", Set.of(Role.MARKETER, Role.OPERATOR));
        }
    }

    /** What was typed, kept as it is until it is right. */
    record Form(
            String key,
            String name,
            String zone,
            Map<String, String> opens,
            Map<String, String> closes,
            boolean holidays,
            String daysOff) {}

    @GetMapping("/settings/calendars")
    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    String list(Model model) {
        model.addAttribute("calendars", calendars.all());
        model.addAttribute("days", DayOfWeek.values());
        return "calendar/list";
    }

    @GetMapping("/settings/calendars/new")
    ModelAndView create() {
        var standard = form(calendars.find(BusinessCalendars.STANDARD).orElseThrow());
        return page(
                new Form("", "", standard.zone(), standard.opens(), standard.closes(), standard.holidays(), ""),
                true,
                Map.of());
    }

    @GetMapping("/settings/calendars/{key}")
    ModelAndView edit(@PathVariable String key) {
        return page(form(calendars.find(key).orElseThrow(() -> new CalendarNotFound(key))), false, Map.of());
    }

    private static Form form(BusinessCalendar calendar) {
        var opens = new TreeMap<String, String>();
        var closes = new TreeMap<String, String>();
        calendar.hours().forEach((day, open) -> {
            opens.put(day.name(), open.opens().toString());
            closes.put(day.name(), open.closes().toString());
        });
        var off = new TreeSet<>(calendar.daysOff())
                .stream().map(LocalDate::toString).collect(Collectors.joining("\n"));
        return new Form(
                calendar.key(),
                calendar.name(),
                calendar.zone().getId(),
                opens,
                closes,
                calendar.japaneseHolidays(),
                off);
    }

    @PostMapping("/settings/calendars")
    ModelAndView create(
            @RequestParam(defaultValue = "") String key,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect) {
        if (calendars.find(key.strip()).isPresent()) {
            return refused(form(key, typed), true, Map.of("key", texts.of("calendar.error.taken")));
        }
        return save(key.strip(), typed, true, redirect);
    }

    @PostMapping("/settings/calendars/{key}")
    ModelAndView change(
            @PathVariable String key, @RequestParam Map<String, String> typed, RedirectAttributes redirect) {
        if (calendars.find(key).isEmpty()) {
            throw new CalendarNotFound(key);
        }
        return save(key, typed, false, redirect);
    }

    private ModelAndView save(String key, Map<String, String> typed, boolean isNew, RedirectAttributes redirect) {
        var form = form(key, typed);
        try {
            calendars.save(read(form));
        } catch (InvalidInput invalid) {
            return refused(form, isNew, problems(invalid));
        }
        redirect.addFlashAttribute(
                "flashOk", texts.of("calendar.saved", form.name().strip()));
        return new ModelAndView("redirect:/settings/calendars");
    }

    private static Form form(String key, Map<String, String> typed) {
        var opens = new TreeMap<String, String>();
        var closes = new TreeMap<String, String>();
        for (var day : DayOfWeek.values()) {
            opens.put(day.name(), typed.getOrDefault("opens." + day, "").strip());
            closes.put(day.name(), typed.getOrDefault("closes." + day, "").strip());
        }
        return new Form(
                key,
                typed.getOrDefault("name", ""),
                typed.getOrDefault("zone", "").strip(),
                opens,
                closes,
                typed.containsKey("holidays"),
                typed.getOrDefault("daysOff", ""));
    }

    private static BusinessCalendar read(Form form) {
        var faults = new ArrayList<FieldError>();
        var hours = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var opens = form.opens().getOrDefault(day.name(), "");
            var closes = form.closes().getOrDefault(day.name(), "");
            if (opens.isEmpty() && closes.isEmpty()) {
                continue;
            }
            time(opens)
                    .flatMap(from -> time(closes).map(to -> new Hours(from, to)))
                    .ifPresentOrElse(
                            open -> hours.put(day, open),
                            () -> faults.add(new FieldError("hours." + day, "calendar.error.hours")));
        }
        var daysOff = new HashSet<LocalDate>();
        for (var word : form.daysOff().strip().split("[\\s,、]+")) {
            if (!word.isEmpty()) {
                date(word)
                        .ifPresentOrElse(
                                daysOff::add, () -> faults.add(new FieldError("daysOff", "calendar.error.date", word)));
            }
        }
        var zone = zone(form.zone());
        if (zone.isEmpty()) {
            faults.add(new FieldError("zone", "calendar.error.zone"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(List.copyOf(faults));
        }
        return new BusinessCalendar(form.key(), form.name(), zone.orElseThrow(), hours, form.holidays(), daysOff);
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.replace('/', '-')));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private Map<String, String> problems(InvalidInput invalid) {
        var problems = new TreeMap<String, String>();
        invalid.errors()
                .forEach(error -> problems.putIfAbsent(
                        error.field(),
                        texts.of(error.messageKey(), error.arguments().toArray())));
        return problems;
    }

    private ModelAndView refused(Form form, boolean isNew, Map<String, String> problems) {
        var view = page(form, isNew, problems);
        view.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return view;
    }

    private static ModelAndView page(Form form, boolean isNew, Map<String, String> problems) {
        return new ModelAndView(
                "calendar/calendar",
                Map.of("form", form, "isNew", isNew, "problems", problems, "days", DayOfWeek.values()));
    }
}
