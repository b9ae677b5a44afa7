package org.minori.sales.web;

import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.Stage;
import org.minori.sales.SalesHandoff;
import org.minori.sales.TaskBoard;
import org.minori.web.AllowRoles;
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

/** What sales and marketing have to do with one contact: the tab of its page. */
@Controller
@RequestMapping("/contacts/{contact}/sales")
@AllowRoles({Role.SALES, Role.MARKETER})
class ContactSalesPages {

    private static final int TASKS = 50;

    private final TaskBoard board;
    private final SalesHandoff handoff;
    private final ContactDirectory contacts;
    private final Texts texts;

    ContactSalesPages(TaskBoard board, SalesHandoff handoff, ContactDirectory contacts, Texts texts) {
        this.board = board;
        this.handoff = handoff;
        this.contacts = contacts;
        this.texts = texts;
    }

    @GetMapping
    String tab(@PathVariable ContactId contact, Model model) {
        model.addAttribute("contact", contacts.get(contact))
                .addAttribute("entries", board.all(null, contact, null, TASKS).items())
                .addAttribute("stages", Stage.values());
        return "sales/tab :: tab";
    }

    @PostMapping("/stage")
    @AllowRoles(Role.MARKETER)
    String changeStage(@PathVariable ContactId contact, @RequestParam Stage stage, RedirectAttributes redirect) {
        handoff.changeStage(contact, stage);
        redirect.addFlashAttribute("flashOk", texts.of("sales.done.stage", texts.of("web.stage." + stage.name())));
        return "redirect:/contacts/" + contact;
    }
}
