package org.minori.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.minori.delivery.SendingLine.SenderParts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Sends what is due; several of them, on several nodes, share the outbox without sending anything twice. */
@Component
public class Sender {

    private final SenderParts parts;
    private final String node;
    private final String boot = UUID.randomUUID().toString().substring(0, 8);

    Sender(
            OutboxRows rows,
            SendingRights rights,
            MailComposer composer,
            MailOutcomes outcomes,
            LineRows lines,
            LeftMails left,
            ServerHealth health,
            ObjectProvider<SmtpServer> smtp,
            Mailbox mailbox,
            SenderBell bell,
            DeliverySettings settings,
            Clock clock,
            Environment environment) {
        var configured = smtp.getIfAvailable();
        this.parts = new SenderParts(
                rows,
                rights,
                composer,
                outcomes,
                lines,
                left,
                health,
                configured == null ? mailbox : configured,
                bell,
                settings,
                clock);
        this.node = settings.node() == null || settings.node().isBlank()
                ? host() + ":" + environment.getProperty("server.port", "8080")
                : settings.node();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "node";
        }
    }

    /** Sends on the calling thread until nothing is due or the server does not answer; how many mails were looked at. */
    public int sendDue() {
        parts.health().tryNow();
        int all = 0;
        try (var line = line("once", () -> false)) {
            for (int claimed = line.work(); claimed > 0; claimed = line.work()) {
                all += claimed;
                if (parts.health().away() != null) {
                    break;
                }
            }
        }
        return all;
    }

    SendingLine line(String name, BooleanSupplier stopping) {
        return new SendingLine(parts, node + "#" + boot + "/" + name, stopping);
    }

    /** Takes over at once what this node left behind when it died. */
    int takeUpWhatWasLeft() {
        return parts.left().takeUpWhatWasLeftBy(node, boot);
    }
}
