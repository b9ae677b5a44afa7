package org.minori.sales.web;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.sales.Reason;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.sales.TaskBoard;
import org.minori.sales.TaskDecided;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The task list of sales, made for a telephone first. Marketers may read it. */
@Controller
@RequestMapping("/sales/tasks")
@AllowRoles({Role.SALES, Role.MARKETER})
class SalesTaskPages {

    private static final int PAGE = 30;
    private static final int PANEL = 5;

    private final TaskBoard board;
    private final SalesTasks tasks;
    private final UserAccounts users;
    private final Texts texts;

    SalesTaskPages(TaskBoard board, SalesTasks tasks, UserAccounts users, Texts texts) {
        this.board = board;
        this.tasks = tasks;
        this.users = users;
        this.texts = texts;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var chosen = show(show);
        model.addAttribute("show", chosen)
                .addAttribute("shows", TaskBoard.Show.values())
                .addAttribute("page", board.page(chosen, me(), after, PAGE))
                .addAttribute("size", PAGE)
                .addAttribute("first", after == null)
                .addAttribute("reasons", Reason.choices());
        return "sales/tasks";
    }

    /** Who sells begins with his own tasks, others with those of all. */
    private TaskBoard.Show show(@Nullable String word) {
        if (word != null) {
            for (var show : TaskBoard.Show.values()) {
                if (show.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return show;
                }
            }
        }
        var sells = users.current().map(User::roles).orElse(Set.of()).contains(Role.SALES);
        return sells ? TaskBoard.Show.MINE : TaskBoard.Show.TEAM;
    }

    private @Nullable UserId me() {
        return users.current().map(User::id).orElse(null);
    }

    @GetMapping("/{id}")
    String task(@PathVariable SalesTaskId id, Model model) {
        model.addAttribute("entry", board.get(id)).addAttribute("reasons", Reason.choices());
        return "sales/task";
    }

    /** The panel of the home page; without tasks there is nothing to show. */
    @GetMapping("/panel")
    @AllowRoles(Role.SALES)
    ModelAndView panel() {
        var page = board.page(TaskBoard.Show.MINE, me(), null, PANEL);
        if (page.items().isEmpty()) {
            return new ModelAndView("sales/panel :: nothing", HttpStatus.NO_CONTENT);
        }
        return new ModelAndView("sales/panel :: panel").addObject("entries", page.items());
    }

    @PostMapping("/{id}/accept")
    @AllowRoles(Role.SALES)
    String accept(@PathVariable SalesTaskId id, RedirectAttributes redirect) {
        return say(id, "sales.done.accepted", redirect, new Typed("accept", "", "", null), () -> tasks.accept(id));
    }

    @PostMapping("/{id}/return")
    @AllowRoles(Role.SALES)
    String giveBack(
            @PathVariable SalesTaskId id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String detail,
            RedirectAttributes redirect) {
        return say(
                id,
                "sales.done.returned",
                redirect,
                new Typed("return", code, detail, null),
                () -> tasks.giveBack(id, reason(code, detail)));
    }

    @PostMapping("/{id}/won")
    @AllowRoles(Role.SALES)
    String won(
            @PathVariable SalesTaskId id,
            @RequestParam(required = false) @Nullable BigDecimal amount,
            RedirectAttributes redirect) {
        return say(id, "sales.done.won", redirect, new Typed("won", "", "", amount), () -> tasks.won(id, amount));
    }

    @PostMapping("/{id}/lost")
    @AllowRoles(Role.SALES)
    String lost(
            @PathVariable SalesTaskId id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String detail,
            RedirectAttributes redirect) {
        return say(
                id,
                "sales.done.lost",
                redirect,
                new Typed("lost", code, detail, null),
                () -> tasks.lost(id, reason(code, detail)));
    }

    /** What stood in the form that was sent: shown again when it can't be taken. */
    record Typed(
            String form,
            String code,
            String detail,
            @Nullable BigDecimal amount) {}

    /** What can't be done is said on the task's page, where everything stands as it is now, beside what was typed. */
    private String say(SalesTaskId id, String done, RedirectAttributes redirect, Typed typed, Runnable word) {
        try {
            word.run();
            redirect.addFlashAttribute("flashOk", texts.of(done));
        } catch (TaskDecided conflict) {
            redirect.addFlashAttribute("flashError", texts.of(conflict.messageKey(), conflict.arguments()));
        } catch (InvalidInput invalid) {
            var error = invalid.errors().get(0);
            redirect.addFlashAttribute("typed", typed);
            redirect.addFlashAttribute(
                    "fault", texts.of(error.messageKey(), error.arguments().toArray()));
        }
        return "redirect:/sales/tasks/" + id;
    }

    private static @Nullable Reason reason(String code, String detail) {
        for (var known : Reason.choices()) {
            if (known.name().equals(code)) {
                return new Reason(known, detail);
            }
        }
        return null;
    }
}
