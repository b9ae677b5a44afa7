package org.minori.scenarios.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactLists;
import org.minori.contacts.ContactQuery;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.operations.BatchNotFound;
import org.minori.scenarios.runs.EnrolmentBatches;
import org.minori.scenarios.runs.Enrolments;
import org.minori.segments.Segments;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Enrolling by hand: people one searches for, or everybody in a segment, and how far that is. */
@Controller
@AllowRoles({Role.MARKETER})
class EnrolPages {

    private static final int FOUND = 20;

    private final PublishedScenarios published;
    private final Enrolments enrolments;
    private final EnrolmentBatches batches;
    private final Segments segments;
    private final ContactLists contacts;
    private final RunNames names;
    private final Texts texts;

    EnrolPages(
            PublishedScenarios published,
            Enrolments enrolments,
            EnrolmentBatches batches,
            Segments segments,
            ContactLists contacts,
            RunNames names,
            Texts texts) {
        this.published = published;
        this.enrolments = enrolments;
        this.batches = batches;
        this.segments = segments;
        this.contacts = contacts;
        this.names = names;
        this.texts = texts;
    }

    /** The page, or only its cards where another page takes them in. */
    @GetMapping("/scenarios/{key}/enrol")
    String page(
            @PathVariable String key,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        model.addAttribute("scenario", scenario(key));
        model.addAttribute("segments", segments.all());
        model.addAttribute("people", List.of());
        return htmx == null ? "scenarios/enrol" : "scenarios/enrol :: cards";
    }

    @GetMapping("/scenarios/{key}/enrol/contacts")
    String search(@PathVariable String key, @RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("scenario", scenario(key));
        model.addAttribute(
                "people",
                q.isBlank()
                        ? List.of()
                        : contacts.page(new ContactQuery(
                                        q.strip(), null, null, null, ContactQuery.Order.NAME, null, FOUND))
                                .items());
        model.addAttribute("asked", !q.isBlank());
        return "scenarios/enrol :: people";
    }

    @GetMapping("/scenarios/{key}/enrol/segment")
    String count(@PathVariable String key, @RequestParam(defaultValue = "") String segment, Model model) {
        model.addAttribute("scenario", scenario(key));
        model.addAttribute("segment", segment);
        boolean known = !segment.isBlank() && segments.exists(segment);
        model.addAttribute("count", known ? segments.count(segment) : null);
        model.addAttribute(
                "segmentName",
                segments.all().stream()
                        .filter(one -> one.key().equals(segment))
                        .map(Segments.Summary::name)
                        .findFirst()
                        .orElse(segment));
        return "scenarios/enrol :: count";
    }

    @PostMapping("/scenarios/{key}/enrol/contacts")
    String enrol(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable List<String> contact,
            RedirectAttributes flash) {
        var people = ids(contact);
        if (people.isEmpty()) {
            flash.addFlashAttribute("flashError", texts.of("scenarios.enrol.choose"));
            return "redirect:/scenarios/" + key + "/enrol";
        }
        long batch = enrolments.request(key, people, names.me());
        return "redirect:/scenarios/" + key + "/enrol/" + batch;
    }

    @PostMapping("/scenarios/{key}/enrol/segment")
    String enrolSegment(@PathVariable String key, @RequestParam String segment) {
        long batch = enrolments.requestSegment(key, segment, names.me());
        return "redirect:/scenarios/" + key + "/enrol/" + batch;
    }

    @GetMapping("/scenarios/{key}/enrol/{batch:\\d+}")
    String progress(
            @PathVariable String key,
            @PathVariable String batch,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        model.addAllAttributes(Map.of(
                "scenario",
                scenario(key),
                "batch",
                batches.find(key, BatchNotFound.number(batch)).orElseThrow(() -> new BatchNotFound(batch))));
        return htmx == null ? "scenarios/enrolment-batch" : "scenarios/enrolment-batch :: progress";
    }

    private PublishedScenario scenario(String key) {
        return published.get(key);
    }

    private static List<ContactId> ids(@Nullable List<String> texts) {
        var ids = new ArrayList<ContactId>();
        if (texts != null) {
            for (var text : texts) {
                if (text.matches("\\d{1,19}")) {
                    ids.add(ContactId.of(text));
                }
            }
        }
        return ids;
    }
}
