package org.minori.sales;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.storage.RehearsalClock;
import org.minori.web.Role;
import org.springframework.stereotype.Component;

/**
 * Decides who gets a lead: whoever answers for it already, else everybody in turn. Each node takes its own turns from
 * where the table left off, so that no row is a lock that all handovers queue for.
 */
@Component
class Assignment {

    private final UserAccounts users;
    private final SalesTaskTable tasks;
    private final Map<String, UserId> last = new ConcurrentHashMap<>();

    Assignment(UserAccounts users, SalesTaskTable tasks) {
        this.users = users;
        this.tasks = tasks;
    }

    /** Empty when nobody sells: then the task waits for whoever takes it. */
    Optional<UserId> choose(Lead lead, @Nullable String team) {
        var sellers = users.withRole(Role.SALES);
        var owner = lead.salesOwner();
        if (owner != null && sellers.stream().anyMatch(user -> user.id().equals(owner))) {
            return Optional.of(owner);
        }
        if (sellers.isEmpty()) {
            return Optional.empty();
        }
        var name = team == null ? "" : team;
        return Optional.of(
                RehearsalClock.time() == null
                        ? last.compute(name, (same, before) -> next(sellers, before, team))
                        : next(sellers, last.get(name), team));
    }

    private UserId next(List<User> sellers, @Nullable UserId before, @Nullable String team) {
        var previous = before == null ? tasks.lastAssignee(team).orElse(null) : before;
        for (int i = 0; i < sellers.size(); i++) {
            if (sellers.get(i).id().equals(previous)) {
                return sellers.get((i + 1) % sellers.size()).id();
            }
        }
        return sellers.get(0).id();
    }
}
