package org.minori.delivery;

import jakarta.mail.MessagingException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.MailServer.AnswerLost;
import org.minori.delivery.MailServer.Broken;
import org.minori.delivery.MailServer.Refused;
import org.minori.delivery.PipedTransport.Refusal;

/** One connection to a real mail server. */
final class SmtpConnection implements MailServer.Connection {

    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int FIRST_TEMPORARY = 400;
    private static final int FIRST_PERMANENT = 500;

    private final PipedTransport transport;
    private byte[] offered = {};
    private @Nullable Exception offerFailed;
    private @Nullable Exception textFailed;
    private @Nullable Exception dotFailed;

    SmtpConnection(PipedTransport transport) {
        this.transport = transport;
    }

    @Override
    public boolean takesSeveral() {
        return transport.isPiped();
    }

    @Override
    public void offer(OutgoingMail mail) {
        offered = mail.message();
        offerFailed = null;
        try {
            transport.offer(mail.envelopeFrom(), mail.to());
        } catch (MessagingException | IllegalStateException gone) {
            offerFailed = gone;
        }
    }

    @Override
    public void agreed() {
        if (offerFailed != null) {
            throw new Broken(said(offerFailed), offerFailed);
        }
        Refusal refusal;
        try {
            refusal = transport.agreed();
        } catch (MessagingException | IllegalStateException e) {
            throw new Broken(said(e), e);
        }
        if (refusal == null) {
            return;
        }
        if (refusal.code() == SERVICE_NOT_AVAILABLE) {
            close();
            throw new Broken(said(refusal.answer()), null);
        }
        transport.reset();
        throw refused(refusal);
    }

    @Override
    public void say() {
        textFailed = null;
        dotFailed = null;
        try {
            transport.sayText(offered);
        } catch (IOException | IllegalStateException e) {
            textFailed = e;
            return;
        }
        try {
            transport.sayDot();
        } catch (MessagingException | IllegalStateException e) {
            dotFailed = e;
        }
    }

    @Override
    public String answer() {
        if (textFailed != null) {
            throw new Broken(said(textFailed), textFailed);
        }
        if (dotFailed != null) {
            throw new AnswerLost(said(dotFailed), dotFailed);
        }
        Refusal refusal;
        try {
            refusal = transport.taken();
        } catch (MessagingException | IllegalStateException e) {
            throw new AnswerLost(said(e), e);
        }
        if (refusal == null) {
            return said(transport.getLastServerResponse());
        }
        if (refusal.code() == SERVICE_NOT_AVAILABLE) {
            close();
            throw new Refused(false, said(refusal.answer()));
        }
        throw refused(refusal);
    }

    private static Refused refused(Refusal refusal) {
        boolean forGood = refusal.code() >= FIRST_PERMANENT || refusal.code() < FIRST_TEMPORARY;
        return new Refused(forGood, said(refusal.answer()));
    }

    private static String said(@Nullable String answer) {
        return answer == null ? "" : answer.replaceAll("\\s+", " ").strip();
    }

    static String said(Throwable e) {
        return said(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
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
