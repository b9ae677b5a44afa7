package org.minori.campaigns.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.minori.campaigns.AudienceInUse;
import org.minori.campaigns.Audiences;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.minori.web.Texts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ad audiences for people: the list, making one, and the file for ad networks. */
@Controller
@AllowRoles(Role.MARKETER)
class AudiencePages {

    private static final String LIST = "/settings/audiences";

    private final Audiences audiences;
    private final Texts texts;

    AudiencePages(Audiences audiences, Texts texts) {
        this.audiences = audiences;
        this.texts = texts;
    }

    /** Says where the page is. */
    @Configuration(proxyBeanMethods = false)
    static class AudiencePlaces {

        @Bean
        SettingsEntry audienceSettings() {
            return new SettingsEntry(48, LIST, "campaigns.audiences", "ad", Set.of(Role.MARKETER));
        }
    }

    @GetMapping(LIST)
    ModelAndView list() {
        return page("", "", Map.of());
    }

    @PostMapping(LIST)
    ModelAndView create(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        try {
            audiences.create(key.strip(), name);
        } catch (InvalidInput invalid) {
            var problems = new TreeMap<String, String>();
            invalid.errors()
                    .forEach(error -> problems.putIfAbsent(
                            error.field(),
                            texts.of(error.messageKey(), error.arguments().toArray())));
            var view = page(key, name, problems);
            view.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return view;
        }
        redirect.addFlashAttribute("flashOk", texts.of("campaigns.audience.made", name.strip()));
        return new ModelAndView("redirect:" + LIST);
    }

    @PostMapping(LIST + "/{key}/delete")
    String delete(@PathVariable String key, RedirectAttributes redirect) {
        try {
            audiences.delete(key);
            redirect.addFlashAttribute("flashOk", texts.of("campaigns.audience.deleted"));
        } catch (AudienceInUse inUse) {
            redirect.addFlashAttribute("flashError", texts.of(inUse.messageKey(), inUse.arguments()));
        }
        return "redirect:" + LIST;
    }

    /** A post, since it leaves a line in the audit log. */
    @PostMapping(LIST + "/{key}/export")
    ResponseEntity<byte[]> export(@PathVariable String key) {
        var csv = new StringBuilder("email_sha256\n");
        audiences.export(key, line -> csv.append(line).append('\n'));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audience.csv")
                                .build()
                                .toString())
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ModelAndView page(String key, String name, Map<String, String> problems) {
        return new ModelAndView(
                "campaigns/audiences",
                Map.of("audiences", audiences.all(), "key", key, "name", name, "problems", problems));
    }
}
