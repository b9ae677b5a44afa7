package org.minori.health.web;

import java.util.Comparator;
import java.util.List;
import org.minori.web.AllowRoles;
import org.minori.web.InvariantCheck;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What must always hold, looked at now: all modules bring their queries. */
@Controller
@AllowRoles(Role.OPERATOR)
class ChecksPage {

    private final List<InvariantCheck> checks;

    ChecksPage(List<InvariantCheck> checks) {
        this.checks = checks.stream()
                .sorted(Comparator.comparingInt(InvariantCheck::order))
                .toList();
    }

    /** One line of the page. */
    record Line(String messageKey, InvariantCheck.Finding finding, long millis) {}

    @GetMapping("/operations/checks")
    String checks(Model model) {
        model.addAttribute("lines", checks.stream().map(ChecksPage::look).toList());
        return "health/checks";
    }

    private static Line look(InvariantCheck check) {
        long start = System.nanoTime();
        var finding = check.check();
        return new Line(check.messageKey(), finding, (System.nanoTime() - start) / 1_000_000);
    }
}
