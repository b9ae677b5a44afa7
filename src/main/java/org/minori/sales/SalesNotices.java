package org.minori.sales;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.administration.Notices;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.web.Role;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells people of tasks, each in his own language and of each thing once. */
@Component
class SalesNotices {

    private final Notices notices;
    private final UserAccounts users;
    private final ContactDirectory contacts;
    private final MessageSource messages;

    SalesNotices(Notices notices, UserAccounts users, ContactDirectory contacts, MessageSource messages) {
        this.notices = notices;
        this.users = users;
        this.contacts = contacts;
        this.messages = messages;
    }

    /** A new task, to whom it was given, or to all who sell when it is nobody's. */
    void handedOver(SalesTaskId task, ContactId contact, @Nullable UserId assignee) {
        tell(recipients(assignee), task, contact, "new");
    }

    /** The task waits. */
    void reminder(SalesTask task) {
        tell(recipients(task.assignee()), task.id(), task.contact(), "reminder");
    }

    /** Nobody accepted the task in time: all who sell and who administer hear of it. */
    void overdue(SalesTask task) {
        var all = new LinkedHashSet<>(recipients(task.assignee()));
        all.addAll(users.withRole(Role.SALES));
        all.addAll(users.withRole(Role.ADMIN));
        tell(all, task.id(), task.contact(), "overdue");
    }

    private List<User> recipients(@Nullable UserId assignee) {
        return assignee == null
                ? users.withRole(Role.SALES)
                : users.find(assignee).stream().toList();
    }

    private void tell(Collection<User> recipients, SalesTaskId task, ContactId contact, String what) {
        if (recipients.isEmpty()) {
            return;
        }
        var name = contacts.find(contact).map(ContactCard::displayName).orElse("");
        for (var user : recipients) {
            notices.tell(
                    user.id(),
                    "sales:" + task + ":" + what,
                    messages.getMessage("sales.notice." + what, new Object[] {name}, user.locale()),
                    "/sales/tasks/" + task);
        }
    }
}
