package org.minori.contacts.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactMerge;
import org.minori.contacts.Duplicates;
import org.minori.contacts.MergeUndo;
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

/** Contacts that are perhaps the same person: the list, and two of them side by side to decide. */
@Controller
@RequestMapping("/contacts/duplicates")
@AllowRoles({Role.MARKETER, Role.SALES, Role.OPERATOR})
class DuplicatesController {

    private static final int PAGE = 50;
    private static final String CHOICE = "field.";
    private static final String SECOND = "second";

    private final Duplicates duplicates;
    private final ContactMerge merge;
    private final MergeUndo undo;
    private final ContactDirectory directory;
    private final ContactDossier dossier;
    private final FormErrors errors;
    private final Texts texts;

    DuplicatesController(
            Duplicates duplicates,
            ContactMerge merge,
            MergeUndo undo,
            ContactDirectory directory,
            ContactDossier dossier,
            FormErrors errors,
            Texts texts) {
        this.duplicates = duplicates;
        this.merge = merge;
        this.undo = undo;
        this.directory = directory;
        this.dossier = dossier;
        this.errors = errors;
        this.texts = texts;
    }

    /** One field of both: where they differ, one value has to be chosen. */
    public record Line(
            String key,
            String label,
            @Nullable String first,
            @Nullable String second) {

        public boolean isChoice() {
            return first != null && second != null && !first.equals(second);
        }
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String after, Model model) {
        model.addAttribute("page", duplicates.page(after, PAGE));
        model.addAttribute("open", duplicates.open());
        model.addAttribute("most", Duplicates.MOST_COUNTED);
        model.addAttribute("waiting", duplicates.waiting());
        model.addAttribute("crowds", duplicates.crowds());
        model.addAttribute("merges", undo.newest());
        model.addAttribute("automatic", duplicates.isAutomatic());
        model.addAttribute("size", PAGE);
        return "contacts/duplicates";
    }

    @PostMapping("/automatic")
    @AllowRoles(Role.MARKETER)
    String automatic(@RequestParam(defaultValue = "false") boolean on, RedirectAttributes redirect) {
        duplicates.automatic(on);
        redirect.addFlashAttribute("flashOk", texts.of("contacts.saved"));
        return "redirect:/contacts/duplicates";
    }

    @PostMapping("/merges/{id}/undo")
    @AllowRoles(Role.MARKETER)
    String undo(@PathVariable long id, RedirectAttributes redirect) {
        try {
            undo.undo(id);
            redirect.addFlashAttribute("flashOk", texts.of("contacts.merge.undone"));
        } catch (InvalidInput refused) {
            redirect.addFlashAttribute("flashError", errors.line(refused));
        }
        return "redirect:/contacts/duplicates";
    }

    @GetMapping("/{first}/{second}")
    String compare(@PathVariable ContactId first, @PathVariable ContactId second, Locale locale, Model model) {
        var pair = duplicates.get(first, second);
        var views = dossier.views(List.of(pair.first(), pair.second()));
        var one = ContactForm.values(views.get(0));
        var other = ContactForm.values(views.get(1));
        var lines = new ArrayList<Line>();
        for (var field : fields()) {
            var line = new Line(field.key(), field.label(locale), one.get(field.key()), other.get(field.key()));
            if (line.first() != null || line.second() != null) {
                lines.add(line);
            }
        }
        model.addAttribute("pair", pair);
        model.addAttribute("views", views);
        model.addAttribute("lines", lines);
        return "contacts/duplicate";
    }

    private List<ContactField> fields() {
        var all = directory.fields();
        var shown = new ArrayList<>(ContactForm.builtIn(all));
        shown.addAll(ContactForm.custom(all));
        return shown;
    }

    /** The older record stays; the values are those that were chosen. */
    @PostMapping("/{first}/{second}/merge")
    @AllowRoles(Role.MARKETER)
    String merge(
            @PathVariable ContactId first,
            @PathVariable ContactId second,
            @RequestParam Map<String, String> chosen,
            RedirectAttributes redirect) {
        duplicates.get(first, second);
        var ofSecond = new TreeSet<String>();
        chosen.forEach((name, side) -> {
            if (name.startsWith(CHOICE) && side.equals(SECOND)) {
                ofSecond.add(name.substring(CHOICE.length()));
            }
        });
        try {
            merge.merge(first, second, ofSecond);
        } catch (InvalidInput refused) {
            redirect.addFlashAttribute("flashError", errors.line(refused));
            return "redirect:/contacts/duplicates/" + first + "/" + second;
        }
        redirect.addFlashAttribute("flashOk", texts.of("contacts.duplicates.merged"));
        return "redirect:/contacts/duplicates";
    }

    @PostMapping("/{first}/{second}/apart")
    @AllowRoles(Role.MARKETER)
    String apart(@PathVariable ContactId first, @PathVariable ContactId second, RedirectAttributes redirect) {
        duplicates.keepApart(first, second);
        redirect.addFlashAttribute("flashOk", texts.of("contacts.duplicates.apart.done"));
        return "redirect:/contacts/duplicates";
    }
}
