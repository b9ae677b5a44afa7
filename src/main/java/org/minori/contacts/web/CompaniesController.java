package org.minori.contacts.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.CompanyDirectory;
import org.minori.contacts.CompanyId;
import org.minori.contacts.ContactLists;
import org.minori.contacts.ContactQuery;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** Companies: the list, and one with its people. */
@Controller
@RequestMapping("/companies")
@AllowRoles({Role.MARKETER, Role.SALES, Role.OPERATOR})
class CompaniesController {

    private static final int PAGE = 50;

    private final CompanyDirectory companies;
    private final ContactLists lists;
    private final FormErrors errors;
    private final Texts texts;

    CompaniesController(CompanyDirectory companies, ContactLists lists, FormErrors errors, Texts texts) {
        this.companies = companies;
        this.lists = lists;
        this.errors = errors;
        this.texts = texts;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("page", companies.page(q, after, PAGE));
        model.addAttribute("size", PAGE);
        model.addAttribute(
                "address",
                q == null || q.isBlank() ? "/companies" : "/companies?q=" + UriUtils.encode(q, StandardCharsets.UTF_8));
        return htmx == null ? "contacts/companies" : "contacts/companies :: results";
    }

    @GetMapping("/{id}")
    String show(@PathVariable CompanyId id, @RequestParam(required = false) @Nullable String after, Model model) {
        page(id, after, model);
        return "contacts/company";
    }

    private void page(CompanyId id, @Nullable String after, Model model) {
        var company = companies.get(id);
        var values = new LinkedHashMap<String, String>();
        values.put("industry", Objects.requireNonNullElse(company.industry(), ""));
        values.put(
                "employees",
                company.employees() == null ? "" : company.employees().toString());
        values.put("website", Objects.requireNonNullElse(company.website(), ""));
        values.put("phone", Objects.requireNonNullElse(company.phone(), ""));
        values.put("address", Objects.requireNonNullElse(company.address(), ""));
        model.addAttribute("company", company);
        model.addAttribute("values", values);
        model.addAttribute("errors", Map.of());
        model.addAttribute("size", PAGE);
        model.addAttribute(
                "people", lists.page(new ContactQuery(null, null, null, id, ContactQuery.Order.NEWEST, after, PAGE)));
    }

    @PostMapping("/{id}")
    @AllowRoles(Role.MARKETER)
    String save(
            @PathVariable CompanyId id,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes redirect) {
        try {
            companies.update(
                    id,
                    new CompanyDirectory.Profile(
                            typed.get("industry"),
                            typed.get("employees"),
                            typed.get("website"),
                            typed.get("phone"),
                            typed.get("address")));
            redirect.addFlashAttribute("flashOk", texts.of("contacts.saved"));
            return "redirect:/companies/" + id;
        } catch (InvalidInput refused) {
            page(id, null, model);
            model.addAttribute("values", typed);
            model.addAttribute("errors", errors.of(refused));
            return "contacts/company";
        }
    }
}
