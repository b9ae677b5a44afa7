package org.minori.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.administration.ServerSecrets;
import org.minori.contacts.TrackingRights;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.content.HeaderText;
import org.minori.content.RenderRequest;
import org.minori.content.RenderedEmail;
import org.minori.content.RenderingFailed;
import org.minori.content.SenderProfiles;
import org.minori.delivery.SendingRights.Send;
import org.minori.tracking.MailTokens;
import org.minori.tracking.TrackedLinks;
import org.springframework.stereotype.Component;

/**
 * Renders a mail for one contact and writes it as the bytes that go over the wire. Written by hand and not with MimeMessage,
 * whose copies of everything cost more than rendering. Message id and return path come from the word that makes the mail
 * unique, so that a mail sent twice after a crash is recognised as the same.
 */
@Component
class MailComposer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final int LONGEST_LOCAL_PART = 64;

    private final ContentLibrary content;
    private final SenderProfiles senders;
    private final MailTokens tokens;
    private final TrackedLinks links;
    private final ServerSecrets secrets;
    private final PublicAddress address;
    private final TrackingRights tracking;
    private final DeliverySettings settings;
    private final Clock clock;

    MailComposer(
            ContentLibrary content,
            SenderProfiles senders,
            MailTokens tokens,
            TrackedLinks links,
            ServerSecrets secrets,
            PublicAddress address,
            TrackingRights tracking,
            DeliverySettings settings,
            Clock clock) {
        this.content = content;
        this.senders = senders;
        this.tokens = tokens;
        this.links = links;
        this.secrets = secrets;
        this.address = address;
        this.tracking = tracking;
        this.settings = settings;
        this.clock = clock;
    }

    OutgoingMail compose(OutboxMail mail, Send send) {
        String unsubscribe = mail.isTest()
                ? address.of("/u/test")
                : address.of("/u/" + tokens.issue(MailTokens.Purpose.UNSUBSCRIBE, mail.id(), mail.contact()));
        var rendered = content.render(send.email(), request(mail, send, unsubscribe));
        String subject = mail.isTest() ? "[テスト] " + rendered.subject() : rendered.subject();
        String word = word(mail);
        try {
            String from = MailText.mailbox(rendered.fromName(), rendered.fromAddress());
            String headers = headers(mail, send, rendered, from, subject, word, unsubscribe);
            return new OutgoingMail(
                    mail.id(),
                    mail.contact(),
                    envelopeFrom(rendered.fromAddress(), word),
                    address(send.to()),
                    rendered.fromName() + " <" + rendered.fromAddress() + ">",
                    subject,
                    headers,
                    message(headers, rendered, word),
                    rendered.text(),
                    rendered.html());
        } catch (AddressException refused) {
            throw new RenderingFailed("content.fault.address", null, String.valueOf(refused.getMessage()));
        }
    }

    /** Who did not agree to be tracked gets links as they were written and no picture: nothing in them tells who it was. */
    private RenderRequest request(OutboxMail mail, Send send, String unsubscribe) {
        if (mail.isTest() || !tracking.mayTrack(send.contact())) {
            return new RenderRequest(send.contact(), unsubscribe, "", url -> url);
        }
        return new RenderRequest(
                send.contact(),
                unsubscribe,
                address.of("/o/" + tokens.issue(MailTokens.Purpose.OPEN, mail.id(), mail.contact())),
                url -> address.of("/c/"
                        + tokens.issueClick(
                                mail.id(),
                                mail.contact(),
                                links.idOf(send.email().key(), url))));
    }

    private String headers(
            OutboxMail mail,
            Send send,
            RenderedEmail rendered,
            String from,
            String subject,
            String word,
            String unsubscribe)
            throws AddressException {
        var out = new StringBuilder(1_024);
        header(out, "Date", DATE.format(ZonedDateTime.ofInstant(clock.instant(), ZoneId.of("UTC"))));
        header(out, "From", from);
        var replyTo = senders.current().replyTo();
        if (replyTo != null) {
            header(out, "Reply-To", address(replyTo));
        }
        header(out, "To", address(send.to()));
        header(out, "Subject", MailText.header(subject));
        header(out, "Message-ID", "<" + word + "@" + domain(rendered.fromAddress()) + ">");
        if (send.email().kind() == EmailTemplate.Kind.MARKETING && !mail.isTest()) {
            String mailbox = replyTo == null ? rendered.fromAddress() : replyTo;
            header(out, "List-Unsubscribe", "<" + unsubscribe + ">,\r\n <mailto:" + mailbox + "?subject=unsubscribe>");
            header(out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        header(out, "MIME-Version", "1.0");
        header(out, "Content-Type", "multipart/alternative; boundary=\"" + boundary(word) + "\"");
        return out.toString();
    }

    /** A value with a line break that does not continue the header would start another one: never written. */
    private static void header(StringBuilder out, String name, String value) {
        if (HeaderText.isUnsafe(value.replace("\r\n ", "").replace("\r\n\t", ""))) {
            throw new RenderingFailed("content.error.lineBreak", null, name);
        }
        out.append(name).append(": ").append(value).append("\r\n");
    }

    private static byte[] message(String headers, RenderedEmail rendered, String word) {
        var out = new ByteArrayOutputStream(headers.length()
                + 2 * (rendered.html().length() + rendered.text().length()));
        ascii(out, headers);
        part(out, word, "text/plain", rendered.text());
        part(out, word, "text/html", rendered.html());
        ascii(out, "\r\n--" + boundary(word) + "--\r\n");
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String word, String type, String body) {
        byte[] bytes = MailText.lines(body);
        boolean foreign = MailText.isMostlyForeign(bytes);
        ascii(
                out,
                "\r\n--" + boundary(word) + "\r\nContent-Type: " + type
                        + "; charset=UTF-8\r\nContent-Transfer-Encoding: " + (foreign ? "base64" : "quoted-printable")
                        + "\r\n\r\n");
        if (foreign) {
            MailText.base64(bytes, out);
        } else {
            MailText.quotedPrintable(bytes, out);
        }
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String boundary(String word) {
        return "=_" + word;
    }

    private String word(OutboxMail mail) {
        byte[] signature = secrets.sign("mail", mail.onceKey().getBytes(StandardCharsets.UTF_8));
        var out = new StringBuilder(40).append(Long.toString(mail.id(), 36)).append('-');
        for (int i = 0; i < 10; i++) {
            out.append(Character.forDigit(signature[i] >> 4 & 15, 16))
                    .append(Character.forDigit(signature[i] & 15, 16));
        }
        return out.toString();
    }

    /** The return path names the mail, so that a bounce that quotes nothing can still be told apart. */
    private String envelopeFrom(String fromAddress, String word) {
        String mailbox =
                settings.returnPath() == null || settings.returnPath().isBlank() ? fromAddress : settings.returnPath();
        int at = mailbox.lastIndexOf('@');
        String local = mailbox.substring(0, at) + "+" + word;
        return (local.length() > LONGEST_LOCAL_PART ? mailbox.substring(0, at) : local) + mailbox.substring(at);
    }

    private static String domain(String mailbox) {
        return mailbox.substring(mailbox.lastIndexOf('@') + 1);
    }

    private static String address(@Nullable String text) throws AddressException {
        var parsed = new InternetAddress(String.valueOf(text), true);
        parsed.validate();
        if (!parsed.getAddress().chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new AddressException("not an ASCII address");
        }
        return parsed.getAddress();
    }
}
