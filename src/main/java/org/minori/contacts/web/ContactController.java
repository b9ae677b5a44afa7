package org.minori.contacts.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.contacts.CompanyDirectory;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactIntake;
import org.minori.contacts.TrackingConsent;
import org.minori.contacts.TrackingRights;
import org.minori.web.AllowRoles;
import org.minori.web.ContactTab;
import org.minori.web.InvalidInput;
import org.minori.web.RelativeTimes;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One contact: who it is, what is known of it, and its tabs from all modules. */
@Controller
@AllowRoles({Role.MARKETER, Role.SALES, Role.OPERATOR})
class ContactController {

    private static final String DETAILS = "details";

    private final ContactDirectory directory;
    private final ContactIntake intake;
    private final ContactErasure erasure;
    private final TrackingRights tracking;
    private final CompanyDirectory companies;
    private final ContactDossier dossier;
    private final UserAccounts accounts;
    private final ObjectProvider<ContactTab> tabs;
    private final FormErrors errors;
    private final RelativeTimes times;
    private final Texts texts;

    ContactController(
            ContactDirectory directory,
            ContactIntake intake,
            ContactErasure erasure,
            TrackingRights tracking,
            CompanyDirectory companies,
            ContactDossier dossier,
            UserAccounts accounts,
            ObjectProvider<ContactTab> tabs,
            FormErrors errors,
            RelativeTimes times,
            Texts texts) {
        this.directory = directory;
        this.intake = intake;
        this.erasure = erasure;
        this.tracking = tracking;
        this.companies = companies;
        this.dossier = dossier;
        this.accounts = accounts;
        this.tabs = tabs;
        this.errors = errors;
        this.times = times;
        this.texts = texts;
    }

    @GetMapping("/contacts/{id}")
    String show(
            @PathVariable ContactId id,
            @RequestParam(defaultValue = DETAILS) String tab,
            HttpServletRequest request,
            Model model) {
        var current = directory.get(id).id();
        if (!current.equals(id)) {
            return "redirect:/contacts/" + current;
        }
        page(id, tab, request, model);
        return "contacts/contact";
    }

    private void page(ContactId id, String tab, HttpServletRequest request, Model model) {
        var card = directory.get(id);
        var view = dossier.view(id);
        var visible = tabs.stream()
                .filter(each -> may(request, each.roles()))
                .sorted(Comparator.comparingInt(ContactTab::order))
                .toList();
        model.addAttribute("card", card);
        model.addAttribute("contact", view);
        model.addAttribute("company", companies.of(id).orElse(null));
        model.addAttribute(
                "salesOwner",
                card.salesOwner() == null
                        ? null
                        : accounts.find(card.salesOwner()).map(User::name).orElse(null));
        model.addAttribute("tabs", visible);
        model.addAttribute(
                "tab",
                visible.stream()
                        .filter(each -> each.name().equals(tab))
                        .findFirst()
                        .orElse(null));
        form(model, ContactForm.values(view), Map.of());
    }

    private static boolean may(HttpServletRequest request, Set<Role> roles) {
        return request.isUserInRole(Role.ADMIN.name())
                || roles.stream().anyMatch(role -> request.isUserInRole(role.name()));
    }

    private void form(Model model, Map<String, String> values, Map<String, String> faults) {
        var fields = directory.fields();
        model.addAttribute("builtIn", ContactForm.builtIn(fields));
        model.addAttribute("custom", ContactForm.custom(fields));
        model.addAttribute("values", values);
        model.addAttribute("errors", faults);
    }

    @GetMapping("/contacts/new")
    @AllowRoles(Role.MARKETER)
    String blank(Model model) {
        form(model, Map.of(), Map.of());
        consentChoices(model);
        return "contacts/new";
    }

    @PostMapping("/contacts")
    @AllowRoles(Role.MARKETER)
    String create(
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable ConsentBasis basis,
            Model model,
            RedirectAttributes redirect) {
        var values = fieldsOf(typed);
        try {
            var consent = basis == null ? null : new Consent(basis, Instant.now(), typed.get("wording"));
            var made = intake.take(details(values, tags(typed.get("tags")), consent), "manual");
            redirect.addFlashAttribute(
                    "flashOk", texts.of(made.created() ? "contacts.created.notice" : "contacts.createdExisting"));
            return "redirect:/contacts/" + made.id();
        } catch (InvalidInput refused) {
            form(model, values, unprefixed(errors.of(refused)));
            consentChoices(model);
            model.addAttribute("tags", typed.get("tags"));
            model.addAttribute("basis", basis);
            return "contacts/new";
        }
    }

    @PostMapping("/contacts/{id}")
    @AllowRoles(Role.MARKETER)
    String save(
            @PathVariable ContactId id,
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            Model model,
            RedirectAttributes redirect) {
        var values = fieldsOf(typed);
        try {
            directory.update(id, values, null, null);
            redirect.addFlashAttribute("flashOk", texts.of("contacts.saved"));
            return "redirect:/contacts/" + id;
        } catch (InvalidInput refused) {
            page(id, DETAILS, request, model);
            form(model, values, unprefixed(errors.of(refused)));
            return "contacts/contact";
        }
    }

    /** Only what names a field; the rest of a form is not for the directory. */
    private Map<String, String> fieldsOf(Map<String, String> typed) {
        var values = new LinkedHashMap<String, String>();
        var fields = directory.fields();
        var edited = new ArrayList<>(ContactForm.builtIn(fields));
        edited.addAll(ContactForm.custom(fields));
        edited.forEach(field -> {
            var value = typed.get(field.key());
            if (value != null) {
                values.put(field.key(), value);
            }
        });
        return values;
    }

    private static Map<String, String> unprefixed(Map<String, String> faults) {
        var plain = new LinkedHashMap<String, String>();
        faults.forEach((field, message) ->
                plain.put(field.startsWith("fields.") ? field.substring("fields.".length()) : field, message));
        return plain;
    }

    private ContactDetails details(Map<String, String> values, Set<String> tags, @Nullable Consent consent) {
        var custom = ContactForm.custom(directory.fields()).stream()
                .filter(field -> values.containsKey(field.key()))
                .collect(Collectors.toMap(field -> field.key(), field -> values.getOrDefault(field.key(), "")));
        return ContactDetails.of(values, tags, custom, consent);
    }

    @PostMapping("/contacts/{id}/tags")
    @AllowRoles(Role.MARKETER)
    String addTags(
            @PathVariable ContactId id, @RequestParam(defaultValue = "") String tags, RedirectAttributes redirect) {
        try {
            directory.get(id);
            tags(tags).forEach(tag -> directory.addTag(id, tag));
        } catch (InvalidInput refused) {
            redirect.addFlashAttribute("flashError", errors.line(refused));
        }
        return "redirect:/contacts/" + id;
    }

    @PostMapping("/contacts/{id}/tags/remove")
    @AllowRoles(Role.MARKETER)
    String removeTag(@PathVariable ContactId id, @RequestParam String tag) {
        directory.removeTag(id, tag);
        return "redirect:/contacts/" + id;
    }

    static Set<String> tags(@Nullable String typed) {
        return typed == null
                ? Set.of()
                : Arrays.stream(typed.split("[,、，]", -1))
                        .filter(tag -> !tag.isBlank())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @GetMapping("/contacts/{id}/consent")
    String consent(@PathVariable ContactId id, Model model) {
        model.addAttribute("card", directory.get(id));
        model.addAttribute("history", directory.consentHistory(id));
        model.addAttribute("answers", TrackingConsent.values());
        model.addAttribute("tracked", tracking.mayTrack(id));
        model.addAttribute("trackedByDefault", tracking.byDefault());
        consentChoices(model);
        return "contacts/consent :: tab";
    }

    private void consentChoices(Model model) {
        model.addAttribute("bases", List.of(ConsentBasis.values()));
        model.addAttribute("today", LocalDate.now(times.zone()));
    }

    @PostMapping("/contacts/{id}/consent")
    @AllowRoles(Role.MARKETER)
    String giveConsent(
            @PathVariable ContactId id,
            @RequestParam ConsentBasis basis,
            @RequestParam LocalDate obtainedOn,
            @RequestParam(defaultValue = "") String wording,
            RedirectAttributes redirect) {
        try {
            var start = obtainedOn.atStartOfDay(times.zone()).toInstant();
            directory.update(id, Map.of(), null, new Consent(basis, start, wording));
            redirect.addFlashAttribute(
                    directory.hasConsent(id) ? "flashOk" : "flashError",
                    texts.of(directory.hasConsent(id) ? "contacts.consent.saved" : "contacts.consent.refusedBefore"));
        } catch (InvalidInput refused) {
            redirect.addFlashAttribute("flashError", errors.line(refused));
        }
        return "redirect:/contacts/" + id + "?tab=consent";
    }

    @PostMapping("/contacts/{id}/consent/tracking")
    @AllowRoles(Role.MARKETER)
    String answerTracking(
            @PathVariable ContactId id,
            @RequestParam(required = false) @Nullable TrackingConsent answer,
            RedirectAttributes redirect) {
        directory.update(id, Map.of(ContactBody.TRACKING_CONSENT, answer == null ? "" : answer.name()), null, null);
        redirect.addFlashAttribute("flashOk", texts.of("contacts.tracking.saved"));
        return "redirect:/contacts/" + id + "?tab=consent";
    }

    @PostMapping("/contacts/{id}/consent/withdraw")
    @AllowRoles(Role.MARKETER)
    String withdrawConsent(@PathVariable ContactId id, RedirectAttributes redirect) {
        directory.get(id);
        directory.withdrawConsent(id, "page");
        redirect.addFlashAttribute("flashOk", texts.of("contacts.consent.withdrawn"));
        return "redirect:/contacts/" + id + "?tab=consent";
    }

    @GetMapping("/contacts/{id}/export")
    @AllowRoles(Role.MARKETER)
    ResponseEntity<Map<String, Object>> export(@PathVariable ContactId id) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("contact-" + id + ".json")
                                .build()
                                .toString())
                .body(dossier.everything(id));
    }

    @PostMapping("/contacts/{id}/erase")
    @AllowRoles(Role.MARKETER)
    String erase(@PathVariable ContactId id, RedirectAttributes redirect) {
        erasure.erase(id);
        redirect.addFlashAttribute("flashOk", texts.of("contacts.erased"));
        return "redirect:/contacts";
    }
}
