package org.minori.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** An SMTP connection that asks before the final dot, the word after which the server may have taken the mail. */
class LastWordTransport extends SMTPTransport {

    private MailServer.@Nullable LastWord lastWord;
    private boolean said;
    private boolean forbidden;

    LastWordTransport(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    void before(MailServer.LastWord question) {
        lastWord = question;
        said = false;
        forbidden = false;
    }

    boolean lastWordSaid() {
        return said;
    }

    boolean wasForbidden() {
        return forbidden;
    }

    /** Whether the connection is gone, without asking the server as isConnected does. */
    boolean isClosed() {
        try {
            checkConnected();
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    /** Forgets a mail that was not taken, so that the next one starts afresh. */
    void reset() {
        try {
            issueCommand("RSET", -1);
        } catch (MessagingException | IllegalStateException gone) {
            // Found out with the next mail.
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        ask();
        super.finishData();
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
        ask();
        super.finishBdat();
    }

    /** An IOException makes the transport close the connection without the dot, and then nothing was handed over. */
    private void ask() throws IOException {
        if (lastWord != null && !lastWord.mayBeSaid()) {
            forbidden = true;
            throw new IOException("not to be sent");
        }
        said = true;
    }
}
