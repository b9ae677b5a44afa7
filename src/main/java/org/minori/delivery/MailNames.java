package org.minori.delivery;

import java.util.Optional;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.tracking.SentMails;
import org.minori.tracking.SubjectNames;
import org.minori.tracking.TouchpointType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the timeline which e-mail a mail was and what people call it. */
@Component
class MailNames implements SentMails, SubjectNames {

    private final JdbcClient jdbc;
    private final ContentLibrary content;

    MailNames(JdbcClient jdbc, ContentLibrary content) {
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
        return switch (type) {
            case TouchpointType.EMAIL_SENT,
                    TouchpointType.EMAIL_OPENED,
                    TouchpointType.EMAIL_CLICKED,
                    TouchpointType.EMAIL_UNSUBSCRIBED,
                    TouchpointType.EMAIL_FAILED -> content.email(subject).map(EmailTemplate::name);
            default -> Optional.empty();
        };
    }
}
