package org.minori.administration.web;

import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The record of who did what, and the check that nobody changed it afterwards. */
@Controller
@AllowRoles({Role.OPERATOR, Role.ADMIN})
class AuditController {

    private static final int ROWS = 50;

    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    @GetMapping("/operations/audit")
    String list(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(defaultValue = "false") boolean check,
            Model model) {
        var chosen = action == null || action.isBlank() ? null : action;
        var entries = audit.page(after, chosen, ROWS + 1);
        var more = entries.size() > ROWS;
        model.addAttribute("entries", more ? entries.subList(0, ROWS) : entries);
        model.addAttribute("next", more ? Long.toString(entries.get(ROWS - 1).number()) : null);
        model.addAttribute("actions", audit.actions());
        model.addAttribute("action", chosen);
        model.addAttribute("path", chosen == null ? "/operations/audit" : "/operations/audit?action=" + chosen);
        if (check) {
            model.addAttribute("verification", audit.verify());
        }
        return "administration/audit";
    }
}
