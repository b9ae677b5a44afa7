package org.minori.contacts;

import org.minori.web.NotFound;

/** There is no company with this id. */
public final class CompanyNotFound extends NotFound {

    public CompanyNotFound(CompanyId id) {
        super("contacts.company.notFound", id.toString());
    }
}
