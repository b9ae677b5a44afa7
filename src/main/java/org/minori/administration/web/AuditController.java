package org.minori.administration.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.AuditQuestion;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The record of who did what, and the check that nobody changed it afterwards. */
@Controller
@AllowRoles({Role.OPERATOR, Role.ADMIN})
class AuditController {

    private static final String PATH = "/operations/audit";
    private static final int ROWS = 50;

    private final AuditLog audit;
    private final AuditReading reading;

    AuditController(AuditLog audit, AuditReading reading) {
        this.audit = audit;
        this.reading = reading;
    }

    /** What the form asks for. Public, since templates can't read others. */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String thing,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate to) {

        AuditQuestion question(ZoneId zone) {
            return new AuditQuestion(
                    given(actor),
                    given(action),
                    given(thing),
                    at(from, zone),
                    to == null ? null : at(to.plusDays(1), zone));
        }

        String path() {
            var path = UriComponentsBuilder.fromPath(PATH);
            var asked = new LinkedHashMap<String, @Nullable Object>();
            asked.put("actor", given(actor));
            asked.put("action", given(action));
            asked.put("thing", given(thing));
            asked.put("from", from);
            asked.put("to", to);
            asked.forEach((name, value) -> {
                if (value != null) {
                    path.queryParam(name, value);
                }
            });
            return path.build().encode().toUriString();
        }

        private static @Nullable Instant at(@Nullable LocalDate day, ZoneId zone) {
            return day == null ? null : day.atStartOfDay(zone).toInstant();
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable Long after,
            Filter filter,
            @RequestParam(defaultValue = "false") boolean check,
            Model model) {
        var entries = audit.page(
                after, filter.question(LocaleContextHolder.getTimeZone().toZoneId()), ROWS + 1);
        var more = entries.size() > ROWS;
        model.addAttribute("lines", reading.lines(more ? entries.subList(0, ROWS) : entries));
        model.addAttribute("next", more ? Long.toString(entries.get(ROWS - 1).number()) : null);
        model.addAttribute("actors", actors());
        model.addAttribute("actions", actions());
        model.addAttribute("kinds", reading.kinds());
        model.addAttribute("one", one(filter.thing()));
        model.addAttribute("filter", filter);
        model.addAttribute("path", filter.path());
        if (check) {
            model.addAttribute("verification", audit.verify());
        }
        return "administration/audit";
    }

    private LinkedHashMap<String, String> actors() {
        var actors = new LinkedHashMap<String, String>();
        audit.actors().forEach(actor -> actors.put(actor.id(), reading.actor(actor.id(), actor.name())));
        return actors;
    }

    private LinkedHashMap<String, String> actions() {
        var actions = new LinkedHashMap<String, String>();
        audit.actions().stream()
                .sorted((one, other) -> reading.did(one).compareTo(reading.did(other)))
                .forEach(action -> actions.put(action, reading.did(action)));
        return actions;
    }

    /** The one thing that is asked for, as the list of kinds offers it besides them. */
    private @Nullable String one(@Nullable String thing) {
        return thing == null || !thing.contains(":") ? null : reading.called(thing);
    }
}
