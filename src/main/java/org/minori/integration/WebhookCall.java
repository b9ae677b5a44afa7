package org.minori.integration;

import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;

/**
 * A wish that a webhook be called.
 *
 * @param once a word that is the same whenever the same wish is noted again; at most 200 characters
 * @param event what happened, in the words of the API
 */
public record WebhookCall(
        String once,
        String webhook,
        String event,
        @Nullable ContactId contact,
        @Nullable String scenario,
        @Nullable String scenarioName,
        @Nullable String step) {}
