package org.minori.integration;

import java.util.List;
import org.minori.web.Conflict;

/** A webhook can't be made or deleted as things are: its key is taken, or something calls it. */
public class WebhookConflict extends Conflict {

    private WebhookConflict(String messageKey, Object... arguments) {
        super(messageKey, arguments);
    }

    static WebhookConflict taken(String key) {
        return new WebhookConflict("integration.error.taken", key);
    }

    static WebhookConflict inUse(String name, List<String> users) {
        return new WebhookConflict("integration.error.inUse", name, String.join(", ", users));
    }
}
