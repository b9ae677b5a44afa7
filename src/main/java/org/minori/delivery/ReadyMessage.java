package org.minori.delivery;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A message that was written already and is only passed on. */
class ReadyMessage extends SMTPMessage {

    private final byte[] bytes;

    ReadyMessage(Session session, String envelopeFrom, byte[] bytes) {
        super(session);
        this.bytes = bytes;
        setEnvelopeFrom(envelopeFrom);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException {
        out.write(bytes);
    }
}
