package org.minori.delivery;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** A real mail server, spoken to over connections that are used again and again. */
@Component
@ConditionalOnExpression("!'${minori.smtp.host:}'.isBlank()")
class SmtpServer implements MailServer {

    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int FIRST_PERMANENT = 500;
    private static final int SMTPS = 465;

    private final SmtpSettings settings;
    private final Session session;

    SmtpServer(SmtpSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(SmtpSettings settings) {
        var properties = new Properties();
        properties.put("mail.smtp.host", String.valueOf(settings.host()));
        properties.put("mail.smtp.localhost", localName());
        properties.put(
                "mail.smtp.connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(settings.readTimeout().toMillis()));
        properties.put(
                "mail.smtp.writetimeout", Long.toString(settings.writeTimeout().toMillis()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.portOrUsual() == SMTPS));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.socketFactory", new PromptSocketFactory());
        return properties;
    }

    private static String localName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "localhost";
        }
    }

    @Override
    public Connection connect() {
        var transport = new LastWordTransport(session);
        boolean signsIn = settings.username() != null && !settings.username().isBlank();
        try {
            transport.connect(
                    settings.host(),
                    settings.portOrUsual(),
                    signsIn ? settings.username() : null,
                    signsIn ? settings.password() : null);
            return new SmtpConnection(transport);
        } catch (MessagingException e) {
            throw new Unreachable(said(e), e);
        }
    }

    private static String said(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.replaceAll("\\s+", " ").strip();
    }

    private final class SmtpConnection implements Connection {

        private final LastWordTransport transport;

        SmtpConnection(LastWordTransport transport) {
            this.transport = transport;
        }

        @Override
        public String send(OutgoingMail mail, LastWord lastWord) {
            transport.before(lastWord);
            try {
                var to = new Address[] {new InternetAddress(mail.to())};
                transport.sendMessage(new ReadyMessage(session, mail.envelopeFrom(), mail.message()), to);
                return said(transport.getLastServerResponse());
            } catch (MessagingException e) {
                throw failure(e);
            }
        }

        private RuntimeException failure(MessagingException e) {
            if (transport.wasForbidden()) {
                return new NotOurs();
            }
            boolean broken = hasIoCause(e) || transport.isClosed();
            int code = transport.getLastReturnCode();
            if (broken || code < 0) {
                return transport.lastWordSaid() ? new AnswerLost(said(e), e) : new Broken(said(e), e);
            }
            String answer = said(transport.getLastServerResponse());
            if (code == SERVICE_NOT_AVAILABLE) {
                close();
                return transport.lastWordSaid() ? new Refused(false, answer) : new Broken(answer, e);
            }
            transport.reset();
            boolean forGood = code >= FIRST_PERMANENT || code < 400;
            return new Refused(forGood, answer);
        }

        private static boolean hasIoCause(MessagingException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException) {
                    return true;
                }
            }
            return false;
        }

        private static String said(String answer) {
            return answer == null ? "" : answer.replaceAll("\\s+", " ").strip();
        }

        private static String said(Throwable e) {
            return SmtpServer.said(e);
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException alreadyGone) {
                // Nothing to keep.
            }
        }
    }
}
