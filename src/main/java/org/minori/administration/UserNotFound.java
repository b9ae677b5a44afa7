package org.minori.administration;

import org.minori.web.NotFound;

/** There is no such user. */
public class UserNotFound extends NotFound {

    public UserNotFound(UserId id) {
        super("administration.users.notFound", id.toString());
    }
}
