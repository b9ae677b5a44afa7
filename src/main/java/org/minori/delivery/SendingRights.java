package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.content.SampleContact;
import org.minori.storage.Utc;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a mail may go out now: asked when it is claimed, for a whole batch at once, and not only when it was queued. */
@Component
class SendingRights {

    /** What becomes of a claimed mail. */
    sealed interface Verdict {}

    record Send(EmailTemplate email, ContactCard contact, String to) implements Verdict {}

    record Refuse(MailState state, String reason) implements Verdict {}

    record Wait(Instant until, String reason) implements Verdict {}

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);

    private final ContactDirectory contacts;
    private final ContentLibrary content;
    private final Suppressions suppressions;
    private final DeliverySettings settings;
    private final ObjectProvider<MailHours> hours;
    private final ObjectProvider<MailCaps> caps;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId companyZone;

    SendingRights(
            ContactDirectory contacts,
            ContentLibrary content,
            Suppressions suppressions,
            DeliverySettings settings,
            ObjectProvider<MailHours> hours,
            ObjectProvider<MailCaps> caps,
            JdbcClient jdbc,
            Clock clock,
            ZoneId companyZone) {
        this.contacts = contacts;
        this.content = content;
        this.suppressions = suppressions;
        this.settings = settings;
        this.hours = hours;
        this.caps = caps;
        this.jdbc = jdbc;
        this.clock = clock;
        this.companyZone = companyZone;
    }

    private record Known(
            Map<ContactId, ContactCard> cards,
            Map<String, Suppressions.Reason> suppressed,
            Set<ContactId> consenting,
            Map<ContactId, List<Sent>> lately,
            Map<String, Optional<Integer>> most,
            Map<ContactId, Integer> granted,
            Map<String, Integer> grantedOfOrigin) {}

    /** A marketing mail that went out. */
    private record Sent(ContactId contact, String origin, Instant at) {}

    Map<Long, Verdict> of(Collection<OutboxMail> mails) {
        var ids = mails.stream().map(OutboxMail::contact).collect(Collectors.toSet());
        var cards = contacts.cards(ids);
        var addresses = cards.values().stream()
                .map(ContactCard::email)
                .filter(address -> address != null)
                .collect(Collectors.toSet());
        var most = new HashMap<String, Optional<Integer>>();
        mails.forEach(mail -> most.computeIfAbsent(source(mail.origin()), source -> mostAWeek(mail.origin())));
        boolean limited = most.values().stream().anyMatch(Optional::isPresent);
        var known = new Known(
                cards,
                suppressions.of(addresses),
                contacts.withConsent(ids),
                lately(ids, limited),
                most,
                new HashMap<>(),
                new HashMap<>());
        var verdicts = new HashMap<Long, Verdict>();
        mails.forEach(mail -> verdicts.put(mail.id(), verdict(mail, known)));
        return verdicts;
    }

    /** Whether its reader was put on the list since the mail was claimed. */
    boolean isUnwanted(WrittenMail mail) {
        var send = mail.send();
        return !mail.mail().isTest()
                && stops(
                        suppressions.of(Set.of(send.to())).get(send.to()),
                        send.email().kind());
    }

    private Verdict verdict(OutboxMail mail, Known known) {
        var email = content.email(mail.email()).orElse(null);
        if (email == null) {
            return new Refuse(MailState.FAILED, "noEmail");
        }
        if (mail.testTo() != null) {
            var as = known.cards().get(mail.contact());
            return new Send(email, as == null ? SampleContact.CARD : as, mail.testTo());
        }
        var card = known.cards().get(mail.contact());
        if (card == null) {
            return new Refuse(MailState.SUPPRESSED, "noContact");
        }
        if (card.email() == null || card.email().isBlank()) {
            return new Refuse(MailState.SUPPRESSED, "noAddress");
        }
        boolean marketing = email.kind() == EmailTemplate.Kind.MARKETING;
        if (stops(known.suppressed().get(card.email()), email.kind())) {
            return new Refuse(MailState.SUPPRESSED, "suppressed");
        }
        if (marketing && !known.consenting().contains(card.id())) {
            return new Refuse(MailState.SUPPRESSED, "noConsent");
        }
        if (marketing && card.owner() == LeadOwner.SALES && !mail.alsoWithSales()) {
            return new Refuse(MailState.SUPPRESSED, "withSales");
        }
        if (isLate(mail, marketing)) {
            return new Refuse(MailState.EXPIRED, "late");
        }
        var wait = marketing ? waiting(mail, card, known) : null;
        return wait == null ? new Send(email, card, card.email()) : wait;
    }

    private boolean isLate(OutboxMail mail, boolean marketing) {
        if (mail.sendLate()) {
            return false;
        }
        var limit = mail.lateAfter() != null
                ? mail.lateAfter()
                : marketing ? settings.marketingLateAfter() : settings.transactionalMaxAge();
        return clock.instant().isAfter(mail.createdAt().plus(limit));
    }

    private @Nullable Wait waiting(OutboxMail mail, ContactCard card, Known known) {
        var quietUntil = mail.anyHour() ? null : quietUntil(mail, card);
        if (quietUntil != null) {
            return new Wait(quietUntil, "quietHours");
        }
        var ofOrigin = overOfOrigin(mail, card.id(), known);
        return ofOrigin == null ? overADay(mail, card.id(), known) : ofOrigin;
    }

    /** The limit of the scenario or whatever else the mail comes from. */
    private @Nullable Wait overOfOrigin(OutboxMail mail, ContactId contact, Known known) {
        var source = source(mail.origin());
        var most = known.most().getOrDefault(source, Optional.empty()).orElse(null);
        if (most == null) {
            return null;
        }
        var sent = known.lately().getOrDefault(contact, List.of()).stream()
                .filter(one -> source(one.origin()).equals(source))
                .map(Sent::at)
                .toList();
        int granted = known.grantedOfOrigin().getOrDefault(contact + source, 0);
        return wait(sent, granted + 1, most, WEEK, "scenarioCap");
    }

    private @Nullable Wait overADay(OutboxMail mail, ContactId contact, Known known) {
        int most = settings.perContactADay();
        var yesterday = clock.instant().minus(DAY);
        var sent = known.lately().getOrDefault(contact, List.of()).stream()
                .map(Sent::at)
                .filter(at -> at.isAfter(yesterday))
                .toList();
        int granted = known.granted().getOrDefault(contact, 0) + 1;
        var wait = most == 0 ? null : wait(sent, granted, most, DAY, "cap");
        if (wait == null) {
            known.granted().put(contact, granted);
            known.grantedOfOrigin().merge(contact + source(mail.origin()), 1, Integer::sum);
        }
        return wait;
    }

    /** Until so many of those that went out lie a whole span back. */
    private @Nullable Wait wait(List<Instant> sent, int granted, int most, Duration span, String reason) {
        int over = sent.size() + granted - most;
        if (over <= 0) {
            return null;
        }
        var oldest = sent.isEmpty() ? clock.instant() : sent.get(Math.min(over, sent.size()) - 1);
        return new Wait(oldest.plus(span), reason);
    }

    private Optional<Integer> mostAWeek(String origin) {
        return caps.stream().flatMap(one -> one.mostAWeek(origin).stream()).findFirst();
    }

    private static String source(String origin) {
        int end = origin.indexOf('/');
        return end < 0 ? origin : origin.substring(0, end);
    }

    private @Nullable Instant quietUntil(OutboxMail mail, ContactCard card) {
        var now = clock.instant();
        var zone = card.zoneOr(companyZone);
        var own = hours.stream()
                .flatMap(one -> one.nextFor(mail.origin(), now, zone).stream())
                .findFirst();
        if (own.isPresent()) {
            return own.get().isAfter(now) ? own.get() : null;
        }
        var from = settings.quietFrom();
        var to = settings.quietTo();
        return from == null || to == null ? null : new QuietHours(from, to).until(now, zone);
    }

    /** The marketing mail that these contacts got within the last day, or the last week, oldest first. */
    private Map<ContactId, List<Sent>> lately(Set<ContactId> ids, boolean week) {
        if (ids.isEmpty() || settings.perContactADay() == 0 && !week) {
            return Map.of();
        }
        return jdbc
                .sql(
                        "SELECT contact_id, origin, COALESCE(handed_at, :now) AS handed_at FROM outbox_mail m WHERE contact_id IN (:ids)"
                                + " AND (handed_at > :since AND state IN ('SENT', 'HANDED', 'UNKNOWN')"
                                + " OR state = 'CLAIMED' AND EXISTS (SELECT 1 FROM sending_line l WHERE l.owner = m.owner AND l.said_id >= m.id))"
                                + " AND (kind = 'MARKETING' OR kind IS NULL) AND test_to IS NULL ORDER BY handed_at")
                .param("ids", ids.stream().map(ContactId::value).toList())
                .param("now", Utc.of(clock.instant()))
                .param("since", Utc.of(clock.instant().minus(week ? WEEK : DAY)))
                .query((row, number) -> new Sent(
                        new ContactId(row.getLong("contact_id")),
                        row.getString("origin"),
                        Utc.toInstant(row.getObject("handed_at", LocalDateTime.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Sent::contact));
    }

    private static boolean stops(Suppressions.@Nullable Reason reason, EmailTemplate.Kind kind) {
        return reason != null && (kind == EmailTemplate.Kind.MARKETING || reason.stopsEverything());
    }
}
