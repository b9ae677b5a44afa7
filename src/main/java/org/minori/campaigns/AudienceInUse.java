package org.minori.campaigns;

import java.util.List;
import org.minori.web.Conflict;

/** An audience can't be deleted, since something still changes it. */
public class AudienceInUse extends Conflict {

    AudienceInUse(String name, List<String> users) {
        super("campaigns.audience.inUse", name, String.join(", ", users));
    }
}
