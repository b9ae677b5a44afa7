package org.minori.campaigns;

import org.minori.web.NotFound;

/** There is no audience with the key. */
public class AudienceNotFound extends NotFound {

    public AudienceNotFound(String key) {
        super("campaigns.audience.notFound", key);
    }
}
