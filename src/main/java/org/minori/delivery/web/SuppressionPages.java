package org.minori.delivery.web;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.contacts.ContactDirectory;
import org.minori.delivery.Suppressions;
import org.minori.delivery.Suppressions.Reason;
import org.minori.web.AllowRoles;
import org.minori.web.PageOf;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who must not be written to; addresses are kept as hashes, so one is found only by typing it. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class SuppressionPages {

    private static final int LINES = 50;

    private final Suppressions suppressions;
    private final ContactDirectory contacts;
    private final AuditLog audit;
    private final Texts texts;

    SuppressionPages(Suppressions suppressions, ContactDirectory contacts, AuditLog audit, Texts texts) {
        this.suppressions = suppressions;
        this.contacts = contacts;
        this.audit = audit;
        this.texts = texts;
    }

    @GetMapping("/sending/suppressions")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Instant after,
            Model model) {
        var entries = q.isBlank()
                ? suppressions.newest(after, LINES + 1)
                : suppressions.find(q).stream().toList();
        var page = PageOf.of(entries, LINES, entry -> entry.createdAt().toString());
        model.addAttribute("q", q);
        model.addAttribute("entries", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "people",
                contacts.cards(page.items().stream()
                        .map(Suppressions.Entry::contact)
                        .filter(Objects::nonNull)
                        .toList()));
        return "delivery/suppressions";
    }

    @PostMapping("/sending/suppressions")
    @Transactional
    public String add(@RequestParam String address, RedirectAttributes flash) {
        if (!address.strip().matches("[^\\s@]+@[^\\s@]+")) {
            flash.addFlashAttribute("flashError", texts.of("delivery.suppression.noAddress"));
            return "redirect:/sending/suppressions";
        }
        boolean added = suppressions.add(address, Reason.MANUAL, null, null);
        if (added) {
            audit.record("suppression.added", "suppression", Map.of());
        }
        flash.addFlashAttribute(
                "flashOk", texts.of(added ? "delivery.suppression.added" : "delivery.suppression.there"));
        return "redirect:/sending/suppressions";
    }

    @PostMapping("/sending/suppressions/remove")
    @AllowRoles(Role.ADMIN)
    @Transactional
    public String remove(@RequestParam String entry, RedirectAttributes flash) {
        if (suppressions.removeHash(entry)) {
            audit.record("suppression.removed", "suppression:" + entry, Map.of());
            flash.addFlashAttribute("flashOk", texts.of("delivery.suppression.removed"));
        }
        return "redirect:/sending/suppressions";
    }
}
