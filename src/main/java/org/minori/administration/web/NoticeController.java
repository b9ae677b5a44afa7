package org.minori.administration.web;

import java.util.Set;
import org.minori.administration.Notices;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.web.AllowRoles;
import org.minori.web.HomePanel;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What waits for the signed-in user: at the bell, on the home page, and as a list. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class NoticeController {

    private static final int AT_THE_BELL = 5;
    private static final int IN_THE_LIST = 200;

    /** Nobody's notices: for somebody who is signed in without being a user. */
    private static final UserId NOBODY = new UserId(0);

    private final Notices notices;
    private final UserAccounts users;

    NoticeController(Notices notices, UserAccounts users) {
        this.notices = notices;
        this.users = users;
    }

    /** Brings the panel to the home page. */
    @Configuration(proxyBeanMethods = false)
    static class Panels {

        @Bean
        HomePanel noticesPanel() {
            return new HomePanel(0, "/notices/panel", Set.of(Role.values()));
        }
    }

    @GetMapping("/notices/bell")
    String bell(Model model) {
        show(model, true, AT_THE_BELL);
        return "administration/notices :: bell";
    }

    @GetMapping("/notices/panel")
    String panel(Model model) {
        show(model, true, AT_THE_BELL);
        return "administration/notices :: panel";
    }

    @GetMapping("/notices")
    String list(Model model) {
        show(model, false, IN_THE_LIST);
        return "administration/notices";
    }

    /** Opening a notice is a change (it is read from then on), so it is a form and not a link. */
    @PostMapping("/notices/{id}/open")
    String open(@PathVariable long id) {
        var notice = notices.newest(me(), false, IN_THE_LIST).stream()
                .filter(known -> known.id() == id)
                .findFirst();
        notices.read(me(), id);
        return "redirect:" + notice.map(Notices.Notice::path).orElse("/notices");
    }

    @PostMapping("/notices/read")
    String readAll() {
        notices.readAll(me());
        return "redirect:/notices";
    }

    private void show(Model model, boolean unreadOnly, int limit) {
        model.addAttribute("unread", notices.unread(me()));
        model.addAttribute("notices", notices.newest(me(), unreadOnly, limit));
    }

    private UserId me() {
        return users.current().map(user -> user.id()).orElse(NOBODY);
    }
}
