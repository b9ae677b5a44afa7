package org.minori.integration;

import java.util.List;

/** Who else relies on webhooks: a module above brings a bean that says so, and a webhook in use is not deleted. */
public interface WebhookUse {

    /** The names, for people, of what calls the webhook; empty when nothing does. */
    List<String> usersOf(String webhook);
}
