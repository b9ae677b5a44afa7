package org.minori.scenarios.operations;

import org.minori.administration.UserAccounts;
import org.springframework.stereotype.Component;

/** Who asks, in the words in which runs and batches note it. */
@Component
class Who {

    private final UserAccounts users;

    Who(UserAccounts users) {
        this.users = users;
    }

    String asks() {
        return users.current().map(user -> "user:" + user.id()).orElse("api");
    }
}
