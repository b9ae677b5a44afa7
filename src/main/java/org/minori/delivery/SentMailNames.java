package org.minori.delivery;

import java.util.Optional;
import java.util.Set;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.tracking.SentMails;
import org.minori.tracking.SubjectNames;
import org.minori.tracking.TouchpointType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells tracking which e-mail a mail was, and people what it is called. */
@Component
class SentMailNames implements SentMails, SubjectNames {

    private static final Set<String> TYPES = Set.of(
            TouchpointType.EMAIL_SENT,
            TouchpointType.EMAIL_OPENED,
            TouchpointType.EMAIL_CLICKED,
            TouchpointType.EMAIL_FAILED,
            TouchpointType.EMAIL_UNSUBSCRIBED);

    private final JdbcClient jdbc;
    private final ContentLibrary content;

    SentMailNames(JdbcClient jdbc, ContentLibrary content) {
        this.jdbc = jdbc;
        this.content = content;
    }

    @Override
    public Optional<String> emailKey(long mail) {
        return jdbc.sql("SELECT email_key FROM outbox_mail WHERE id = ?")
                .param(mail)
                .query(String.class)
                .optional();
    }

    @Override
    public Optional<String> name(String type, String subject) {
        return TYPES.contains(type) ? content.email(subject).map(EmailTemplate::name) : Optional.empty();
    }
}
