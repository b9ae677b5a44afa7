package org.minori.web;

import java.util.Set;

/** One tab of a contact's page at {@code /contacts/{id}/<name>}; a module that knows something about contacts brings it as a bean. */
public record ContactTab(int order, String name, String messageKey, Set<Role> roles) {

    /** The tab's address for a contact. */
    public String path(String contactId) {
        return "/contacts/" + contactId + "/" + name;
    }
}
