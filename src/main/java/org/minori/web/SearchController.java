package org.minori.web;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The one search box over everything: asks what every module can find. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class SearchController {

    private static final int LONGEST = 100;

    private final ObjectProvider<SearchSource> sources;

    SearchController(ObjectProvider<SearchSource> sources) {
        this.sources = sources;
    }

    @GetMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", required = false) boolean part,
            Model model) {
        var text = q.strip();
        text = text.substring(0, Math.min(text.length(), LONGEST));
        model.addAttribute("text", text);
        model.addAttribute("hits", find(text, part ? 5 : 50));
        return part ? "web/search :: results" : "web/search";
    }

    private List<SearchHit> find(String text, int limitOfEach) {
        if (text.isEmpty()) {
            return List.of();
        }
        var roles = Visitor.current().roles();
        return sources.orderedStream()
                .flatMap(
                        source -> source.find(text, limitOfEach, roles).stream().limit(limitOfEach))
                .toList();
    }
}
