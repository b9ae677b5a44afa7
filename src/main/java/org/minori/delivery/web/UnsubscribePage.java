package org.minori.delivery.web;

import org.jspecify.annotations.Nullable;
import org.minori.delivery.Unsubscribing;
import org.minori.web.AllowAnyone;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Refusing mail. Looking at the page changes nothing, since link scanners look at everything; one POST does it, without
 * cookie, sign-in or redirect, so that a mailbox can do it by one click (RFC 8058). What is not a token of ours gets one
 * and the same page, which says nothing about anybody.
 */
@Controller
@AllowAnyone
@RequestMapping("/u/{token}")
class UnsubscribePage {

    private static final String TEST = "test";

    private final Unsubscribing unsubscribing;
    private final Texts texts;

    UnsubscribePage(Unsubscribing unsubscribing, Texts texts) {
        this.unsubscribing = unsubscribing;
        this.texts = texts;
    }

    @GetMapping
    ModelAndView look(@PathVariable String token) {
        if (token.equals(TEST)) {
            return page("test", null);
        }
        if (!unsubscribing.isGenuine(token)) {
            return unknown();
        }
        return page(unsubscribing.isRefused(token) ? "done" : "ask", token);
    }

    @PostMapping
    ModelAndView refuse(@PathVariable String token) {
        if (token.equals(TEST)) {
            return page("test", null);
        }
        return unsubscribing.refuse(token) ? page("done", token) : unknown();
    }

    @PostMapping("/undo")
    ModelAndView takeBack(@PathVariable String token) {
        if (!unsubscribing.isGenuine(token)) {
            return unknown();
        }
        boolean back = unsubscribing.takeBack(token, texts.of("delivery.unsubscribe.undo"));
        return page(back ? "back" : "ask", token);
    }

    private static ModelAndView page(String state, @Nullable String token) {
        return new ModelAndView("delivery/unsubscribe")
                .addObject("state", state)
                .addObject("token", token);
    }

    private static ModelAndView unknown() {
        var page = page("unknown", null);
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
