package org.minori.delivery;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail is sent.
 *
 * @param node this node's name, the same after a restart, so that it finds what it left behind
 * @param connections how many connections to the mail server are used at once
 * @param claimed how many mails a connection takes at once at the most
 * @param lease how long a claimed mail belongs to its sender
 * @param doubtful what becomes of a mail that was handed over when the node died
 * @param marketingLateAfter when a marketing mail is too late, where the step does not say
 * @param transactionalMaxAge how long a transactional mail is tried
 * @param perContactADay how many marketing mails a contact gets in any 24 hours; 0 for any number
 * @param quietFrom from when on no marketing mail goes out, by the contact's clock; null for always
 * @param returnPath the mailbox that bounces go to; the sender's address where there is none
 */
@ConfigurationProperties("minori.delivery")
record DeliverySettings(
        @Nullable String node,
        @DefaultValue("4") int connections,
        @DefaultValue("200") int claimed,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("resend") Doubtful doubtful,
        @DefaultValue("24h") Duration marketingLateAfter,
        @DefaultValue("72h") Duration transactionalMaxAge,
        @DefaultValue("0") int perContactADay,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietTo,
        @Nullable String returnPath) {

    enum Doubtful {
        RESEND,
        PARK
    }
}
