package org.minori.contacts.web;

import java.util.Map;
import org.minori.contacts.ContactField;
import org.minori.contacts.FieldCatalogue;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The fields of contacts: what there is, and declaring more. */
@Controller
@RequestMapping("/contacts/fields")
@AllowRoles(Role.MARKETER)
class FieldsController {

    private final FieldCatalogue catalogue;
    private final FormErrors errors;
    private final Texts texts;

    FieldsController(FieldCatalogue catalogue, FormErrors errors, Texts texts) {
        this.catalogue = catalogue;
        this.errors = errors;
        this.texts = texts;
    }

    @GetMapping
    String list(Model model) {
        page(model, Map.of(), Map.of());
        return "contacts/fields";
    }

    private void page(Model model, Map<String, String> values, Map<String, String> faults) {
        model.addAttribute("fields", catalogue.all());
        model.addAttribute("types", ContactField.Type.values());
        model.addAttribute("values", values);
        model.addAttribute("errors", faults);
    }

    @PostMapping
    String create(
            @RequestParam Map<String, String> typed,
            @RequestParam(defaultValue = "TEXT") ContactField.Type type,
            Model model,
            RedirectAttributes redirect) {
        try {
            catalogue.create(
                    typed.getOrDefault("key", "").strip(),
                    typed.getOrDefault("labelJa", ""),
                    typed.getOrDefault("labelEn", ""),
                    type);
            redirect.addFlashAttribute("flashOk", texts.of("contacts.fields.created"));
            return "redirect:/contacts/fields";
        } catch (InvalidInput refused) {
            page(model, typed, errors.of(refused));
            return "contacts/fields";
        }
    }

    @PostMapping("/{key}")
    String rename(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String labelJa,
            @RequestParam(defaultValue = "") String labelEn,
            RedirectAttributes redirect) {
        try {
            catalogue.rename(key, labelJa, labelEn);
            redirect.addFlashAttribute("flashOk", texts.of("contacts.saved"));
        } catch (InvalidInput refused) {
            redirect.addFlashAttribute("flashError", errors.line(refused));
        }
        return "redirect:/contacts/fields";
    }
}
