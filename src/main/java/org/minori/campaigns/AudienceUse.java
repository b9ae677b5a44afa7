package org.minori.campaigns;

import java.util.List;

/** Who else relies on audiences: a module above brings a bean that says so, and an audience in use is not deleted. */
public interface AudienceUse {

    /** The names, for people, of what changes the audience; empty when nothing does. */
    List<String> usersOfAudience(String audience);
}
