package org.minori.integration;

import org.minori.web.NotFound;

/** There is no webhook with the key. */
public class WebhookNotFound extends NotFound {

    public WebhookNotFound(String key) {
        super("integration.notFound", key);
    }
}
