package org.minori.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** A real mail server, spoken to over connections that are used again and again. */
@Component
@ConditionalOnExpression("!'${minori.smtp.host:}'.isBlank()")
class SmtpServer implements MailServer {

    private static final int SMTPS = 465;

    private final SmtpSettings settings;
    private final Properties properties;

    SmtpServer(SmtpSettings settings) {
        this.settings = settings;
        this.properties = properties(settings);
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
        var sockets = new PromptSocketFactory();
        var mine = new Properties();
        mine.putAll(properties);
        mine.put("mail.smtp.socketFactory", sockets);
        var transport = new PipedTransport(Session.getInstance(mine), sockets);
        boolean signsIn = settings.username() != null && !settings.username().isBlank();
        try {
            transport.connect(
                    settings.host(),
                    settings.portOrUsual(),
                    signsIn ? settings.username() : null,
                    signsIn ? settings.password() : null);
            return new SmtpConnection(transport);
        } catch (MessagingException e) {
            throw new Unreachable(SmtpConnection.said(e), e);
        }
    }
}
