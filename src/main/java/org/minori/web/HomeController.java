package org.minori.web;

import java.time.Clock;
import java.util.Comparator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page: a greeting and the panels that the modules bring for the visitor's roles. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class HomeController {

    private final ObjectProvider<HomePanel> panels;
    private final Clock clock;

    HomeController(ObjectProvider<HomePanel> panels, Clock clock) {
        this.panels = panels;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Model model) {
        var visitor = Visitor.current();
        if (visitor.isOnlySales()) {
            return "redirect:/sales/tasks";
        }
        model.addAttribute("greeting", "web.home.greeting." + partOfDay());
        model.addAttribute("name", visitor.name());
        model.addAttribute(
                "panels",
                panels.stream()
                        .filter(panel -> visitor.mayUse(panel.roles()))
                        .sorted(Comparator.comparingInt(HomePanel::order))
                        .toList());
        return "web/home";
    }

    private String partOfDay() {
        var hour = clock.instant()
                .atZone(LocaleContextHolder.getTimeZone().toZoneId())
                .getHour();
        if (hour >= 4 && hour < 11) {
            return "morning";
        }
        return hour >= 11 && hour < 18 ? "day" : "evening";
    }
}
