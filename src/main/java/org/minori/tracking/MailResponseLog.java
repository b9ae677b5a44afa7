package org.minori.tracking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.minori.administration.ServerSecrets;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactReference;
import org.minori.contacts.TrackingRights;
import org.minori.storage.RetriedTransactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The part of the log that answers to mails read and write. */
@Component
class MailResponseLog {

    private static final int CLIENT_BYTES = 6;

    private final ActivityLog log;
    private final TouchpointTable table;
    private final ContactDirectory contacts;
    private final TrackingRights tracking;
    private final RetriedTransactions transactions;
    private final ServerSecrets secrets;
    private final ObjectProvider<SentMails> mails;

    MailResponseLog(
            ActivityLog log,
            TouchpointTable table,
            ContactDirectory contacts,
            TrackingRights tracking,
            RetriedTransactions transactions,
            ServerSecrets secrets,
            ObjectProvider<SentMails> mails) {
        this.log = log;
        this.table = table;
        this.contacts = contacts;
        this.tracking = tracking;
        this.transactions = transactions;
        this.secrets = secrets;
        this.mails = mails;
    }

    /**
     * Does the work for whom the mail went to, in one transaction; not at all when that person was erased or refused
     * tracking since.
     */
    void run(ContactId recipient, Consumer<ContactId> work) {
        transactions.run(() -> contacts.resolve(new ContactReference(recipient.toString(), null, null, null))
                .filter(tracking::mayTrack)
                .ifPresent(work));
    }

    /** A word for a network address by which hits of the same client are known; the address can't be read back. */
    String client(String address) {
        var signature = secrets.sign("click-client", address.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(signature, 0, CLIENT_BYTES);
    }

    List<TouchpointsRecorded.Recorded> clicks(ContactId contact, long mail, Instant since) {
        return table.recent(contact, TouchpointType.EMAIL_CLICKED, since).stream()
                .filter(click -> Long.toString(mail)
                        .equals(click.touchpoint().properties().get(MailResponses.MAIL)))
                .toList();
    }

    @Nullable
    String emailKey(long mail) {
        var known = mails.getIfAvailable();
        return known == null ? null : known.emailKey(mail).orElse(null);
    }

    void record(Touchpoint touchpoint) {
        log.record(List.of(touchpoint));
    }

    void discount(List<TouchpointId> touchpoints) {
        log.discount(touchpoints);
    }
}
