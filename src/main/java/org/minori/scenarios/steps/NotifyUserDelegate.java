package org.minori.scenarios.steps;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.administration.Notices;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.springframework.stereotype.Component;

/** Step "tell a colleague": a notice for a user, or for the owner of the lead. */
@Component
class NotifyUserDelegate implements JavaDelegate {

    private static final String OWNER = "owner";

    private final ScenarioSteps steps;
    private final Notices notices;
    private final UserAccounts users;
    private final ContactDirectory contacts;

    NotifyUserDelegate(ScenarioSteps steps, Notices notices, UserAccounts users, ContactDirectory contacts) {
        this.steps = steps;
        this.notices = notices;
        this.users = users;
        this.contacts = contacts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        recipient(step)
                .ifPresent(user ->
                        notices.tell(user, step.once(), step.parameter("message"), "/contacts/" + step.contact()));
    }

    private Optional<UserId> recipient(ScenarioStep step) {
        var user = step.parameter("user", OWNER);
        return user.equals(OWNER)
                ? contacts.find(step.contact()).map(ContactCard::salesOwner)
                : users.findByEmail(user).map(User::id);
    }
}
