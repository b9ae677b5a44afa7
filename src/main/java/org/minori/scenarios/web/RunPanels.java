package org.minori.scenarios.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.Runs;
import org.minori.web.AllowRoles;
import org.minori.web.ContactTab;
import org.minori.web.HomePanel;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What other pages show of runs: a contact's scenarios, and the running scenarios on the home page. */
@Controller
class RunPanels {

    private static final int PAGE = 30;
    private static final int MOST_SCENARIOS = 8;

    private final Runs runs;
    private final RunCounts counts;
    private final PublishedScenarios published;
    private final ContactDirectory contacts;

    RunPanels(Runs runs, RunCounts counts, PublishedScenarios published, ContactDirectory contacts) {
        this.runs = runs;
        this.counts = counts;
        this.published = published;
        this.contacts = contacts;
    }

    /** Says where they are. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        ContactTab scenariosTab() {
            return new ContactTab(
                    30, "scenarios", "scenarios.contact.tab", Set.of(Role.MARKETER, Role.OPERATOR, Role.SALES));
        }

        @Bean
        HomePanel runningScenariosPanel() {
            return new HomePanel(20, "/home/scenarios", Set.of(Role.MARKETER, Role.OPERATOR));
        }
    }

    /** One running scenario of the home page. */
    record Funnel(String key, String name, RunCounts.Counts counts) {}

    @AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
    @GetMapping("/contacts/{id}/scenarios")
    String ofContact(@PathVariable ContactId id, @RequestParam(required = false) @Nullable String after, Model model) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        var page = runs.ofContact(contact, after, PAGE);
        model.addAttribute("contact", contact);
        model.addAttribute("runs", page.items());
        model.addAttribute("next", page.next());
        return "scenarios/contact :: tab";
    }

    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    @GetMapping("/home/scenarios")
    String home(Model model) {
        model.addAttribute("funnels", funnels());
        return "scenarios/home :: panel";
    }

    private List<Funnel> funnels() {
        return published.all().stream().limit(MOST_SCENARIOS).map(this::funnel).toList();
    }

    private Funnel funnel(PublishedScenario scenario) {
        return new Funnel(scenario.key(), scenario.name(), counts.ofAllVersions(scenario.key()));
    }
}
