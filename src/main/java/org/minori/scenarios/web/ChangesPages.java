package org.minori.scenarios.web;

import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Two versions of a scenario side by side, or the draft beside a version, with what differs marked and told. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class ChangesPages {

    private final ScenarioDrafts drafts;
    private final ChangeMarks changes;

    ChangesPages(ScenarioDrafts drafts, ChangeMarks changes) {
        this.drafts = drafts;
        this.changes = changes;
    }

    @GetMapping("/scenarios/{key}/changes")
    String changes(
            @PathVariable String key,
            @RequestParam int from,
            @RequestParam(required = false) @Nullable Integer to,
            Model model) {
        var after = to == null ? drafts.compiled(key).outline() : drafts.outline(key, to);
        var compared = changes.between(drafts.outline(key, from), after);
        model.addAttribute("scenario", drafts.find(key));
        model.addAttribute("versions", drafts.versions(key));
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("changes", compared.changes());
        model.addAttribute("marksBefore", compared.before());
        model.addAttribute("marksAfter", compared.after());
        return "scenarios/changes";
    }
}
