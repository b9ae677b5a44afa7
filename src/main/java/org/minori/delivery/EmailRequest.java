package org.minori.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;

/**
 * One mail to one contact.
 *
 * @param once unique for ever: a second request with the same word is the same mail
 * @param origin what asked for it, for people, such as {@code scenario:welcome/Activity_Send}
 * @param enrolment the enrolment it belongs to, where there is one
 * @param lateAfter how long after it was queued it is too late; null for the usual
 * @param sendLate whether it goes out all the same when it is too late
 * @param anyHour whether quiet hours don't matter
 * @param alsoWithSales whether it goes out although sales owns the lead
 */
public record EmailRequest(
        String once,
        ContactId contact,
        String email,
        String origin,
        @Nullable Long enrolment,
        @Nullable Duration lateAfter,
        boolean sendLate,
        boolean anyHour,
        boolean alsoWithSales) {}
