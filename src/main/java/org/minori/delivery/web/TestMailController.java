package org.minori.delivery.web;

import org.minori.administration.UserAccounts;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailNotFound;
import org.minori.content.SampleContact;
import org.minori.delivery.EmailOutbox;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sends an e-mail to the one who writes it, as the sample contact would get it. */
@Controller
@AllowRoles(Role.MARKETER)
class TestMailController {

    private final EmailOutbox outbox;
    private final ContentLibrary content;
    private final UserAccounts users;
    private final Texts texts;

    TestMailController(EmailOutbox outbox, ContentLibrary content, UserAccounts users, Texts texts) {
        this.outbox = outbox;
        this.content = content;
        this.users = users;
        this.texts = texts;
    }

    @PostMapping("/content/emails/{key}/test")
    String send(@PathVariable String key, RedirectAttributes flash) {
        var email = content.email(key).orElseThrow(() -> new EmailNotFound(key));
        users.current().ifPresent(user -> {
            outbox.queueTest("test:" + TimeOrderedIds.next(), SampleContact.CARD.id(), email.key(), user.email());
            flash.addFlashAttribute("flashOk", texts.of("delivery.test.queued", user.email()));
        });
        return "redirect:/content/emails/" + key;
    }
}
