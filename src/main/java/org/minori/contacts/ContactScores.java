package org.minori.contacts;

import java.util.Collection;
import java.util.Map;

/** The scores that stand beside a contact in the API and on its page; whoever keeps scores brings it as a bean. */
public interface ContactScores {

    /** For those who have any: score name to points. */
    Map<ContactId, Map<String, Integer>> of(Collection<ContactId> contacts);
}
