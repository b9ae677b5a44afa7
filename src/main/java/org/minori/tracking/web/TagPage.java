package org.minori.tracking.web;

import java.util.Set;
import org.minori.tracking.PageViewBuffer;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How to put the tag on one's own pages. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class TagPage {

    private final PageViewBuffer buffer;
    private final String tag;

    TagPage(PageViewBuffer buffer, Environment environment) {
        this.buffer = buffer;
        this.tag = environment.getRequiredProperty("minori.base-url").replaceFirst("/+$", "") + "/t.js";
    }

    /** Says where the page is. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        SettingsEntry tagSettings() {
            return new SettingsEntry(50, "/settings/tag", "tracking.tag", "code", Set.of(Role.MARKETER, Role.OPERATOR));
        }
    }

    @GetMapping("/settings/tag")
    String tag(Model model) {
        model.addAttribute("snippet", "<script async src=\"" + tag + "\"></script>");
        model.addAttribute("dropped", buffer.dropped());
        return "tracking/tag";
    }
}
