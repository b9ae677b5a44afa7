package org.minori.contacts.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactLists;
import org.minori.contacts.ContactQuery;
import org.minori.contacts.ContactTotals;
import org.minori.contacts.ContactsFile;
import org.minori.contacts.Duplicates;
import org.minori.contacts.ExportFormat;
import org.minori.contacts.Stage;
import org.minori.web.AllowRoles;
import org.minori.web.RelativeTimes;
import org.minori.web.Role;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The list of contacts. */
@Controller
@AllowRoles({Role.MARKETER, Role.SALES, Role.OPERATOR})
class ContactsController {

    private static final int PAGE = 50;

    private final ContactLists lists;
    private final ContactDossier dossier;
    private final ContactTotals totals;
    private final Duplicates duplicates;
    private final ContactsFile file;
    private final RelativeTimes times;
    private final Clock clock;

    ContactsController(
            ContactLists lists,
            ContactDossier dossier,
            ContactTotals totals,
            Duplicates duplicates,
            ContactsFile file,
            RelativeTimes times,
            Clock clock) {
        this.lists = lists;
        this.dossier = dossier;
        this.totals = totals;
        this.duplicates = duplicates;
        this.file = file;
        this.times = times;
        this.clock = clock;
    }

    /** The filters as they stand in the address. */
    record Filters(
            @Nullable String q,
            @Nullable Stage stage,
            @Nullable String tag,
            @Nullable String sort) {

        ContactQuery query(@Nullable String after, int limit) {
            return new ContactQuery(blankToNull(q), stage, blankToNull(tag), null, getOrder(), after, limit);
        }

        public ContactQuery.Order getOrder() {
            return ContactQuery.Order.of(Objects.requireNonNullElse(sort, "")).orElse(ContactQuery.Order.NEWEST);
        }

        public boolean isEmpty() {
            return blankToNull(q) == null && stage == null && blankToNull(tag) == null;
        }

        /** The address of the list with these filters. */
        String path(String base) {
            var address =
                    new StringBuilder(base).append("?sort=").append(getOrder().word());
            add(address, "q", blankToNull(q));
            add(address, "stage", stage == null ? null : stage.name());
            add(address, "tag", blankToNull(tag));
            return address.toString();
        }

        private static void add(StringBuilder address, String name, @Nullable String value) {
            if (value != null) {
                address.append('&').append(name).append('=').append(UriUtils.encode(value, StandardCharsets.UTF_8));
            }
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }

    @GetMapping("/contacts")
    String list(
            Filters filters,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @RequestHeader(name = "HX-History-Restore-Request", required = false) @Nullable String restoring,
            HttpServletResponse response,
            Model model) {
        response.addHeader("Vary", "HX-Request");
        var query = filters.query(after, PAGE);
        var page = lists.page(query);
        model.addAttribute("filters", filters);
        model.addAttribute("page", page);
        model.addAttribute("points", dossier.views(page.items()));
        model.addAttribute("count", lists.count(query, page));
        model.addAttribute("address", filters.path("/contacts"));
        model.addAttribute("exportAddress", filters.path("/contacts/export"));
        model.addAttribute("formats", ExportFormat.values());
        model.addAttribute("size", PAGE);
        if (htmx != null && restoring == null) {
            return "contacts/list :: results";
        }
        model.addAttribute("duplicates", duplicates.open());
        model.addAttribute("most", Duplicates.MOST_COUNTED);
        model.addAttribute("stages", Stage.values());
        model.addAttribute("tags", lists.tags());
        model.addAttribute("orders", ContactQuery.Order.values());
        return "contacts/list";
    }

    @GetMapping("/contacts/export")
    @AllowRoles(Role.MARKETER)
    void export(Filters filters, @RequestParam(defaultValue = "csv") String format, HttpServletResponse response)
            throws IOException {
        var chosen = ExportFormat.of(format).orElse(ExportFormat.CSV);
        CsvDownload.begin(response, chosen.mediaType(), "minori-contacts." + chosen.extension());
        file.write(filters.query(null, PAGE), LocaleContextHolder.getLocale(), chosen, response.getOutputStream());
    }

    @GetMapping("/contacts/panel")
    @AllowRoles(Role.MARKETER)
    String panel(Model model) {
        var yesterday = clock.instant()
                .atZone(times.zone())
                .truncatedTo(ChronoUnit.DAYS)
                .minusDays(1)
                .toInstant();
        Map<String, Long> bySource = totals.newSince(yesterday);
        model.addAttribute("bySource", bySource);
        model.addAttribute(
                "total", bySource.values().stream().mapToLong(Long::longValue).sum());
        model.addAttribute("nobody", bySource.isEmpty() && totals.isEmpty());
        return "contacts/panel :: panel";
    }
}
