package org.minori.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.MailTokens;
import org.minori.tracking.MailTokens.MailToken;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Refusing mail, which binds us at once and whatever the consent (特定電子メール法 3条3項), and changing one's mind on the same page. */
@Service
public class Unsubscribing {

    private final MailTokens tokens;
    private final ContactDirectory contacts;
    private final Suppressions suppressions;
    private final ActivityLog activity;
    private final SentMailNames mails;
    private final Clock clock;

    Unsubscribing(
            MailTokens tokens,
            ContactDirectory contacts,
            Suppressions suppressions,
            ActivityLog activity,
            SentMailNames mails,
            Clock clock) {
        this.tokens = tokens;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.activity = activity;
        this.mails = mails;
        this.clock = clock;
    }

    /** Whether the token is one of ours. */
    public boolean isGenuine(String token) {
        return read(token).isPresent();
    }

    /** Whether mail to the token's contact is refused. */
    public boolean isRefused(String token) {
        return address(token).flatMap(suppressions::find).isPresent();
    }

    /** Refuses for the token's contact; false when the token is not ours. A second time changes nothing. */
    @Transactional
    public boolean refuse(String token) {
        var read = read(token);
        read.ifPresent(mail -> contacts.find(mail.contact()).ifPresent(card -> refuse(mail, card)));
        return read.isPresent();
    }

    private void refuse(MailToken mail, ContactCard card) {
        boolean first = card.email() != null
                && suppressions.add(card.email(), Suppressions.Reason.UNSUBSCRIBED, card.id(), mail.mail());
        contacts.withdrawConsent(card.id(), "unsubscribe link");
        if (first) {
            activity.record(List.of(new Touchpoint(
                    null,
                    card.id(),
                    TouchpointType.EMAIL_UNSUBSCRIBED,
                    mails.emailKey(mail.mail()).orElse(null),
                    clock.instant(),
                    Map.of("mail", Long.toString(mail.mail())),
                    false)));
        }
    }

    /** Takes a refusal back, with the wording of the page as proof; false when there was none. */
    @Transactional
    public boolean takeBack(String token, String wording) {
        var card = read(token).flatMap(mail -> contacts.find(mail.contact()));
        if (card.isEmpty() || card.get().email() == null) {
            return false;
        }
        if (!suppressions.remove(String.valueOf(card.get().email()), Suppressions.Reason.UNSUBSCRIBED)) {
            return false;
        }
        contacts.upsert(consenting(card.get(), new Consent(ConsentBasis.OPT_IN, clock.instant(), wording)));
        return true;
    }

    private static ContactDetails consenting(ContactCard card, Consent consent) {
        return new ContactDetails(
                card.email(),
                card.externalId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                consent);
    }

    private Optional<MailToken> read(String token) {
        return tokens.read(MailTokens.Purpose.UNSUBSCRIBE, token);
    }

    private Optional<String> address(String token) {
        return read(token).flatMap(mail -> contacts.find(mail.contact())).map(ContactCard::email);
    }
}
