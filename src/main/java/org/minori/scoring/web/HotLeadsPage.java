package org.minori.scoring.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.scoring.Grades;
import org.minori.scoring.HotLeads;
import org.minori.scoring.LeadScores;
import org.minori.scoring.LedgerEntry;
import org.minori.scoring.ScoreReasons;
import org.minori.web.AllowRoles;
import org.minori.web.ContactTab;
import org.minori.web.HomePanel;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The ranked list of leads, its short form on the home page, and one contact's scores with every reason. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class HotLeadsPage {

    private static final int LEADS = 50;
    private static final int LEADS_AT_HOME = 5;
    private static final int ROWS = 30;

    private final HotLeads hot;
    private final LeadScores scores;
    private final Grades grades;
    private final ScoreReasons reasons;
    private final ContactDirectory contacts;
    private final UserAccounts users;

    HotLeadsPage(
            HotLeads hot,
            LeadScores scores,
            Grades grades,
            ScoreReasons reasons,
            ContactDirectory contacts,
            UserAccounts users) {
        this.hot = hot;
        this.scores = scores;
        this.grades = grades;
        this.reasons = reasons;
        this.contacts = contacts;
        this.users = users;
    }

    /** Says where the pages of this module are. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        NavigationEntry hotLeadsEntry() {
            return new NavigationEntry(60, "/leads/hot", "scoring.hot", "flame", Set.of(Role.MARKETER, Role.SALES));
        }

        @Bean
        HomePanel hotLeadsPanel() {
            return new HomePanel(30, "/home/hot-leads", Set.of(Role.MARKETER, Role.SALES));
        }

        @Bean
        ContactTab scoresTab() {
            return new ContactTab(20, "scores", "scoring.tab", Set.of(Role.MARKETER, Role.OPERATOR, Role.SALES));
        }
    }

    /** A lead with the name of the seller who has it. */
    record Line(HotLeads.HotLead lead, @Nullable String seller) {}

    /** A row of the ledger in words. */
    record Row(LedgerEntry entry, String text) {}

    @GetMapping("/leads/hot")
    @AllowRoles({Role.MARKETER, Role.SALES})
    String page(Model model) {
        model.addAttribute("lines", lines(LEADS));
        model.addAttribute("bands", grades.bands());
        return "scoring/hot";
    }

    @GetMapping("/home/hot-leads")
    @AllowRoles({Role.MARKETER, Role.SALES})
    String panel(Model model) {
        model.addAttribute("lines", lines(LEADS_AT_HOME));
        return "scoring/hot-panel :: panel";
    }

    @GetMapping("/contacts/{id}/scores")
    String scores(@PathVariable ContactId id, @RequestParam(required = false) @Nullable Long after, Model model) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        var page = scores.ledger(contact, after == null ? Long.MAX_VALUE : after, ROWS)
                .map(entry -> new Row(entry, reasons.of(entry)));
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("path", "/contacts/" + contact + "/scores");
        if (after != null) {
            return "scoring/scores :: rows";
        }
        var sums = new TreeMap<>(scores.of(List.of(contact)).getOrDefault(contact, Map.of()));
        int overall = sums.getOrDefault(LeadScores.OVERALL, 0);
        sums.remove(LeadScores.OVERALL);
        model.addAttribute("overall", overall);
        model.addAttribute("grade", grades.of(overall));
        model.addAttribute("others", sums);
        return "scoring/scores :: tab";
    }

    private List<Line> lines(int limit) {
        return hot.top(limit).stream().map(lead -> new Line(lead, seller(lead))).toList();
    }

    private @Nullable String seller(HotLeads.HotLead lead) {
        var user = lead.contact().salesOwner();
        return user == null ? null : users.find(user).map(User::name).orElse(null);
    }
}
