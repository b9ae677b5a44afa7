package org.minori.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP connection whose dialogue is led step by step, so that whoever leads it can commit between the text's turn and
 * its final dot, and that says sender, reader and DATA in one go where the server offers PIPELINING (RFC 2920): a mail
 * then waits for the server once and not four times. Connecting, encrypting and signing in stay the library's.
 */
class PipedTransport extends SMTPTransport {

    private static final String DATA = "DATA";

    private final PromptSocketFactory sockets;
    private String from = "";
    private String to = "";
    private @Nullable OutputStream text;
    private boolean dataIsSaid;

    /** What the server said no with. */
    record Refusal(int code, String answer) {}

    PipedTransport(Session session, PromptSocketFactory sockets) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.sockets = sockets;
    }

    boolean isPiped() {
        return supportsExtension("PIPELINING");
    }

    /** Says whom the mail is from and for, without waiting for what the server thinks of it where that is allowed. */
    synchronized void offer(String sender, String reader) throws MessagingException {
        from = "MAIL FROM:<" + sender + ">";
        to = "RCPT TO:<" + reader + ">";
        if (!isPiped()) {
            return;
        }
        try {
            sockets.hold(true);
            sendCommand(from);
            sendCommand(to);
            sendCommand(DATA);
            sockets.hold(false);
        } catch (IOException gone) {
            throw new MessagingException("Can't send to the mail server", gone);
        }
    }

    /** Hears what the server thinks of the offer; empty when it wants the text. */
    synchronized @Nullable Refusal agreed() throws MessagingException {
        text = null;
        boolean piped = isPiped();
        var refusal = piped ? heard() : asked(from);
        if (piped || refusal == null) {
            var ofReader = piped ? heard() : asked(to);
            refusal = refusal == null ? ofReader : refusal;
        }
        if (piped || refusal == null) {
            var ofText = openText(piped);
            refusal = refusal == null ? ofText : refusal;
        }
        if (refusal != null && text != null) {
            // It refused the reader and still wants a text: an empty one ends that (RFC 2920 3.1).
            text = null;
            sendCommand(".");
            heard();
        }
        return refusal;
    }

    /** The text without its final dot; the server takes nothing before that. */
    synchronized void sayText(byte[] message) throws IOException {
        if (text == null) {
            throw new IOException("the server did not ask for a text");
        }
        text.write(message);
    }

    synchronized void sayDot() throws MessagingException {
        sendCommand(".");
    }

    /** The answer to the final dot; empty when the mail was taken. */
    synchronized @Nullable Refusal taken() throws MessagingException {
        return heard();
    }

    /** Forgets a mail that was not taken, so that the next one starts afresh. */
    void reset() {
        try {
            issueCommand("RSET", -1);
        } catch (MessagingException | IllegalStateException gone) {
            // Found out with the next mail.
        }
    }

    private @Nullable Refusal asked(String command) throws MessagingException {
        sendCommand(command);
        return heard();
    }

    private @Nullable Refusal heard() throws MessagingException {
        checkConnected();
        int code = readServerResponse();
        if (code < 0) {
            throw new MessagingException("The mail server hung up", new EOFException());
        }
        return code >= 200 && code < 300 ? null : new Refusal(code, getLastServerResponse());
    }

    private @Nullable Refusal openText(boolean isSaid) throws MessagingException {
        dataIsSaid = isSaid;
        try {
            text = data();
            return null;
        } catch (MessagingException refused) {
            int code = getLastReturnCode();
            if (code <= 0 || refused.getNextException() instanceof IOException) {
                throw refused;
            }
            return new Refusal(code, getLastServerResponse());
        } finally {
            dataIsSaid = false;
        }
    }

    /** The library opens the text by saying DATA; that was said with the offer already. */
    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!dataIsSaid || !command.equals(DATA)) {
            super.sendCommand(command);
        }
    }
}
