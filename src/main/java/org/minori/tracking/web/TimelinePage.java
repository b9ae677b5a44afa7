package org.minori.tracking.web;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.PageViewBuffer;
import org.minori.web.AllowRoles;
import org.minori.web.ContactTab;
import org.minori.web.HomePanel;
import org.minori.web.RelativeTimes;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened: with one contact, as a tab of its page, and since yesterday with all, on the home page. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class TimelinePage {

    private static final int LINES = 30;

    private final ActivityLog log;
    private final ContactDirectory contacts;
    private final TimelineLines lines;
    private final PageViewBuffer buffer;
    private final RelativeTimes times;
    private final Clock clock;

    TimelinePage(
            ActivityLog log,
            ContactDirectory contacts,
            TimelineLines lines,
            PageViewBuffer buffer,
            RelativeTimes times,
            Clock clock) {
        this.log = log;
        this.contacts = contacts;
        this.lines = lines;
        this.buffer = buffer;
        this.times = times;
        this.clock = clock;
    }

    /** Says where the pages of this module are. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        ContactTab timelineTab() {
            return new ContactTab(10, "timeline", "tracking.tab", Set.of(Role.MARKETER, Role.OPERATOR, Role.SALES));
        }

        @Bean
        HomePanel activityPanel() {
            return new HomePanel(10, "/home/activity", Set.of(Role.MARKETER, Role.OPERATOR));
        }
    }

    /** A kind to choose in the filter. */
    record Choice(String type, String name) {}

    /** How often something happened. */
    record Count(String icon, String kind, long number) {}

    @GetMapping("/contacts/{id}/timeline")
    String timeline(
            @PathVariable ContactId id,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        var page = log.timeline(contact, type.isEmpty() ? List.of() : List.of(type), after, LINES);
        model.addAttribute("lines", lines.of(page.items()));
        model.addAttribute("next", page.next());
        model.addAttribute("type", type);
        model.addAttribute("path", "/contacts/" + contact + "/timeline");
        if (after != null) {
            return "tracking/timeline :: lines";
        }
        model.addAttribute("choices", choices(contact));
        return "tracking/timeline :: tab";
    }

    @GetMapping("/home/activity")
    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    String activity(Model model) {
        var midnight = clock.instant()
                .atZone(times.zone())
                .toLocalDate()
                .minusDays(1)
                .atStartOfDay(times.zone())
                .toInstant();
        var counts = log.counts(TimelineLines.ICONS.keySet(), midnight);
        model.addAttribute(
                "counts",
                counts.entrySet().stream()
                        .map(count ->
                                new Count(lines.icon(count.getKey()), lines.kind(count.getKey()), count.getValue()))
                        .sorted(Comparator.comparingLong(Count::number)
                                .reversed()
                                .thenComparing(Count::kind))
                        .toList());
        model.addAttribute("since", midnight);
        model.addAttribute("dropped", buffer.dropped());
        return "tracking/activity :: panel";
    }

    private List<Choice> choices(ContactId contact) {
        return log.types(contact).stream()
                .map(type -> new Choice(type, lines.kind(type)))
                .sorted(Comparator.comparing(Choice::name))
                .toList();
    }
}
