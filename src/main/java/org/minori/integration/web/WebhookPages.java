package org.minori.integration.web;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.integration.WebhookConflict;
import org.minori.integration.WebhookNotFound;
import org.minori.integration.WebhookView;
import org.minori.integration.Webhooks;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.minori.web.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Webhooks for people: administrators say where they go, operators see which fail and let them try again. */
@Controller
@AllowRoles(Role.ADMIN)
class WebhookPages {

    private static final String LIST = "/settings/webhooks";

    private final Webhooks webhooks;
    private final Texts texts;

    WebhookPages(Webhooks webhooks, Texts texts) {
        this.webhooks = webhooks;
        this.texts = texts;
    }

    /** Says where the page is. */
    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        SettingsEntry webhookSettings() {
            return new SettingsEntry(60, LIST, "integration.title", "webhook", Set.of(Role.OPERATOR, Role.ADMIN));
        }
    }

    /** What was typed, kept as it is until it is right; but never a secret. */
    record Form(
            @Nullable String key,
            @Nullable String name,
            @Nullable String url,
            @Nullable String secret,
            @Nullable String active,
            @Nullable String alerts) {

        private Webhooks.Definition definition() {
            return new Webhooks.Definition(
                    name == null ? "" : name,
                    url == null ? "" : url,
                    secret == null || secret.isBlank() ? null : secret.strip(),
                    active != null,
                    alerts != null);
        }

        private Form shown(String shownKey) {
            return new Form(shownKey, name, url, null, active, alerts);
        }
    }

    @GetMapping(LIST)
    @AllowRoles(Role.OPERATOR)
    String list(Model model) {
        model.addAttribute("webhooks", webhooks.all());
        return "integration/webhooks";
    }

    @GetMapping(LIST + "/new")
    ModelAndView create() {
        return page(new Form("", "", "https://", null, "on", null), null, Map.of());
    }

    @GetMapping(LIST + "/{key}")
    @AllowRoles(Role.OPERATOR)
    ModelAndView edit(@PathVariable String key) {
        var webhook = webhooks.find(key).orElseThrow(() -> new WebhookNotFound(key));
        return page(
                new Form(
                        key,
                        webhook.name(),
                        webhook.url(),
                        null,
                        webhook.active() ? "on" : null,
                        webhook.alerts() ? "on" : null),
                webhook,
                Map.of());
    }

    @PostMapping(LIST)
    ModelAndView create(@ModelAttribute Form form, RedirectAttributes redirect) {
        var key = form.key() == null ? "" : form.key().strip();
        try {
            var secret = webhooks.create(key, form.definition());
            redirect.addFlashAttribute(
                    "flashOk", texts.of("integration.saved", form.definition().name()));
            if (form.definition().secret() == null) {
                redirect.addFlashAttribute("made", secret);
            }
            return new ModelAndView("redirect:" + LIST + "/" + key);
        } catch (InvalidInput invalid) {
            return refused(form.shown(key), null, problems(invalid));
        } catch (WebhookConflict taken) {
            return refused(form.shown(key), null, Map.of("key", texts.of(taken.messageKey(), taken.arguments())));
        }
    }

    @PostMapping(LIST + "/{key}")
    ModelAndView change(@PathVariable String key, @ModelAttribute Form form, RedirectAttributes redirect) {
        var webhook = webhooks.find(key).orElseThrow(() -> new WebhookNotFound(key));
        try {
            webhooks.change(key, form.definition());
            redirect.addFlashAttribute(
                    "flashOk", texts.of("integration.saved", form.definition().name()));
            return new ModelAndView("redirect:" + LIST);
        } catch (InvalidInput invalid) {
            return refused(form.shown(key), webhook, problems(invalid));
        }
    }

    @PostMapping(LIST + "/{key}/delete")
    String delete(@PathVariable String key, RedirectAttributes redirect) {
        try {
            webhooks.delete(key);
        } catch (WebhookConflict inUse) {
            redirect.addFlashAttribute("flashError", texts.of(inUse.messageKey(), inUse.arguments()));
            return "redirect:" + LIST + "/" + key;
        }
        redirect.addFlashAttribute("flashOk", texts.of("integration.deleted"));
        return "redirect:" + LIST;
    }

    @PostMapping(LIST + "/{key}/test")
    @AllowRoles(Role.OPERATOR)
    String test(@PathVariable String key, RedirectAttributes redirect) {
        webhooks.test(key);
        redirect.addFlashAttribute("flashOk", texts.of("integration.test.asked"));
        return "redirect:" + LIST + "/" + key;
    }

    @PostMapping(LIST + "/{key}/retry")
    @AllowRoles(Role.OPERATOR)
    String retry(@PathVariable String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flashOk", texts.of("integration.retried", webhooks.retry(key)));
        return "redirect:" + LIST + "/" + key;
    }

    private Map<String, String> problems(InvalidInput invalid) {
        var problems = new TreeMap<String, String>();
        invalid.errors()
                .forEach(error -> problems.putIfAbsent(
                        error.field(),
                        texts.of(error.messageKey(), error.arguments().toArray())));
        return problems;
    }

    private static ModelAndView refused(Form form, @Nullable WebhookView webhook, Map<String, String> problems) {
        var view = page(form, webhook, problems);
        view.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return view;
    }

    private static ModelAndView page(Form form, @Nullable WebhookView webhook, Map<String, String> problems) {
        var view = new ModelAndView("integration/webhook");
        view.addObject("form", form).addObject("webhook", webhook).addObject("problems", problems);
        return view;
    }
}
