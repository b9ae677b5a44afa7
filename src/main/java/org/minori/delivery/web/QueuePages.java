package org.minori.delivery.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.content.SenderProfiles;
import org.minori.delivery.MailState;
import org.minori.delivery.SendingOverview;
import org.minori.delivery.SendingOverview.Line;
import org.minori.delivery.ServerHealth;
import org.minori.delivery.SmtpSettings;
import org.minori.web.AllowRoles;
import org.minori.web.PageOf;
import org.minori.web.RelativeTimes;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits, what went out and what did not, with its reason: for all, for one contact, and today's sum on the home page. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class QueuePages {

    private static final int LINES = 50;
    private static final Duration COUNTED = Duration.ofDays(7);

    private final SendingOverview overview;
    private final ServerHealth health;
    private final SmtpSettings smtp;
    private final SenderProfiles senders;
    private final ContentLibrary content;
    private final ContactDirectory contacts;
    private final RelativeTimes times;
    private final Texts texts;
    private final Clock clock;

    QueuePages(
            SendingOverview overview,
            ServerHealth health,
            SmtpSettings smtp,
            SenderProfiles senders,
            ContentLibrary content,
            ContactDirectory contacts,
            RelativeTimes times,
            Texts texts,
            Clock clock) {
        this.overview = overview;
        this.health = health;
        this.smtp = smtp;
        this.senders = senders;
        this.content = content;
        this.contacts = contacts;
        this.times = times;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/sending")
    String sending() {
        return "redirect:/sending/queue";
    }

    @GetMapping("/sending/queue")
    String queue(
            @RequestParam(required = false) @Nullable MailState state,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var page = PageOf.of(overview.newest(state, after, LINES + 1), LINES, line -> Long.toString(line.id()));
        model.addAttribute("counts", counts(clock.instant().minus(COUNTED)));
        model.addAttribute("oldest", overview.oldestWaiting().orElse(null));
        model.addAttribute("state", state);
        model.addAttribute("lines", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("path", state == null ? "/sending/queue" : "/sending/queue?state=" + state);
        model.addAttribute("people", people(page.items()));
        addSituation(model);
        addNames(page.items(), model);
        return "delivery/queue";
    }

    @PostMapping("/sending/queue/{mail}/retry")
    String retry(@PathVariable long mail, RedirectAttributes flash) {
        boolean again = overview.retry(mail);
        flash.addFlashAttribute(
                again ? "flashOk" : "flashError", texts.of(again ? "delivery.retried" : "delivery.notRetried"));
        return "redirect:/sending/queue?state=FAILED";
    }

    @PostMapping("/sending/queue/retry")
    String retryAll(RedirectAttributes flash) {
        flash.addFlashAttribute("flashOk", texts.of("delivery.retriedAll", overview.retryAllFailed()));
        return "redirect:/sending/queue";
    }

    @GetMapping("/contacts/{id}/emails")
    @AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
    String ofContact(@PathVariable ContactId id, Model model) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        var lines = overview.of(contact, LINES);
        model.addAttribute("lines", lines);
        addNames(lines, model);
        return "delivery/contact :: tab";
    }

    @GetMapping("/home/mails")
    String today(Model model) {
        var midnight = clock.instant()
                .atZone(times.zone())
                .toLocalDate()
                .atStartOfDay(times.zone())
                .toInstant();
        model.addAttribute("counts", counts(midnight));
        addSituation(model);
        return "delivery/home :: panel";
    }

    private Map<String, Long> counts(Instant since) {
        var counts = new LinkedHashMap<String, Long>();
        overview.counts(since).forEach((state, count) -> counts.put(state.name(), count));
        return counts;
    }

    private void addSituation(Model model) {
        model.addAttribute("away", health.away());
        model.addAttribute("server", smtp.present());
        model.addAttribute("senderUnset", senders.current().placeholder());
    }

    private void addNames(List<Line> lines, Model model) {
        var names = new HashMap<String, String>();
        lines.forEach(line -> names.computeIfAbsent(
                line.email(), key -> content.email(key).map(EmailTemplate::name).orElse(key)));
        model.addAttribute("names", names);
    }

    private Map<ContactId, ContactCard> people(Collection<Line> lines) {
        return contacts.cards(lines.stream().map(Line::contact).toList());
    }
}
