package org.minori.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.administration.OneTimeLinks.Purpose;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How users come, change and go. Whatever changes what a user may do signs that user out everywhere. */
@Service
@Transactional
public class UserAdministration {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"(),:;\\\\]{1,64}@[^\\s@<>\"(),:;\\\\]+\\.[^\\s@<>\"(),:;\\\\.]+");
    private static final Duration PASSWORD_LINK_VALID = Duration.ofDays(3);

    private final UserRows rows;
    private final Passwords passwords;
    private final OneTimeLinks links;
    private final UserSessions sessions;
    private final AuditLog audit;
    private final Clock clock;
    private final Installation installation;

    UserAdministration(
            UserRows rows,
            Passwords passwords,
            OneTimeLinks links,
            UserSessions sessions,
            AuditLog audit,
            Clock clock,
            Installation installation) {
        this.rows = rows;
        this.passwords = passwords;
        this.links = links;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
        this.installation = installation;
    }

    /** Makes a user without a password, who chooses one by {@link #passwordLinkAddress}. */
    public UserId invite(String email, String name, Set<Role> roles, Locale locale) {
        return add(email, name, roles, locale, null);
    }

    /** Makes the first administrator; whoever comes second, on whichever node, changes nothing. */
    public boolean makeFirstAdministrator(String email, String name, String password, Locale locale) {
        rows.lock();
        if (rows.hasAdministrator()) {
            return false;
        }
        add(email, name, EnumSet.of(Role.ADMIN), locale, password);
        links.endAll(Purpose.SETUP);
        return true;
    }

    /** Like {@link #makeFirstAdministrator}, by whoever holds the set-up link; false when it opens nothing any more. */
    public boolean setUp(String token, String email, String name, String password, Locale locale) {
        rows.lock();
        return links.use(Purpose.SETUP, token).isPresent() && makeFirstAdministrator(email, name, password, locale);
    }

    /** Whether the set-up link still opens something. */
    @Transactional(readOnly = true)
    public boolean canSetUp(String token) {
        return links.look(Purpose.SETUP, token).isPresent() && !rows.hasAdministrator();
    }

    /** Makes the address at which the user chooses a password, once, within three days; it is kept nowhere. */
    public String passwordLinkAddress(UserId id) {
        audit.record("user.passwordLinkMade", "user:" + id, Map.of());
        var token = links.make(Purpose.PASSWORD, user(id).id(), PASSWORD_LINK_VALID);
        return installation.address("/password?token=" + token);
    }

    /** Who may choose a password by that link. */
    @Transactional(readOnly = true)
    public Optional<User> whoseLink(String token) {
        return links.look(Purpose.PASSWORD, token).flatMap(rows::find).filter(User::active);
    }

    /** Sets the password by a link; false when it opens nothing any more. */
    public boolean choosePassword(String token, String password) {
        var user = whoseLink(token);
        user.ifPresent(found -> refuseWeak(password, found.email()));
        if (user.isEmpty() || links.use(Purpose.PASSWORD, token).isEmpty()) {
            return false;
        }
        setPassword(user.get().id(), password);
        return true;
    }

    /** Sets another password for somebody who knows the old one. */
    public void changePassword(UserId id, String old, String password) {
        if (!passwords.matches(old, rows.passwordHash(id).orElse(null))) {
            throw new InvalidInput("oldPassword", "administration.password.oldWrong");
        }
        refuseWeak(password, user(id).email());
        setPassword(id, password);
    }

    /**
     * Changes how the user is called, in which language Minori speaks and by whose clock it tells times.
     *
     * @param timeZone null for that of the browser
     */
    public void changeProfile(UserId id, String name, Locale locale, @Nullable ZoneId timeZone) {
        refuseNameless(name);
        rows.change(id, name.strip(), locale, timeZone);
        sessions.forget();
    }

    /** Changes what the user may do; the last active administrator stays one. */
    public void change(UserId id, Set<Role> roles, boolean active) {
        rows.lock();
        var before = user(id);
        if (roles.isEmpty()) {
            throw new InvalidInput("roles", "administration.users.rolesMissing");
        }
        if (before.roles().equals(roles) && before.active() == active) {
            return;
        }
        if (isLastAdministrator(before) && !(active && roles.contains(Role.ADMIN))) {
            throw new InvalidInput("roles", "administration.users.lastAdministrator");
        }
        rows.change(id, roles, active);
        sessions.endAll(id);
        if (!active) {
            links.end(Purpose.PASSWORD, id);
        }
        audit.record(
                "user.changed",
                "user:" + id,
                Map.of(
                        "rolesBefore", before.roles().toString(),
                        "roles", roles.toString(),
                        "activeBefore", Boolean.toString(before.active()),
                        "active", Boolean.toString(active)));
    }

    /** When the user last signed in. */
    @Transactional(readOnly = true)
    public Optional<Instant> lastSignIn(UserId id) {
        return rows.lastSignIn(id).stream().findFirst();
    }

    private UserId add(String email, String name, Set<Role> roles, Locale locale, @Nullable String password) {
        var address = UserAccounts.normalised(email);
        var faults = new ArrayList<FieldError>();
        if (isNameless(name)) {
            faults.add(new FieldError("name", "administration.users.nameMissing"));
        }
        if (address.length() > 254 || !ADDRESS.matcher(address).matches()) {
            faults.add(new FieldError("email", "administration.users.emailWrong"));
        }
        if (roles.isEmpty()) {
            faults.add(new FieldError("roles", "administration.users.rolesMissing"));
        }
        if (password != null) {
            passwords.fault(password, address).ifPresent(fault -> faults.add(new FieldError("password", fault)));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        var user = new User(new UserId(TimeOrderedIds.next()), address, name.strip(), roles, locale, null, true);
        if (!rows.insert(user, password == null ? null : passwords.hash(password), clock.instant())) {
            throw new InvalidInput("email", "administration.users.emailTaken");
        }
        audit.record("user.added", "user:" + user.id(), Map.of("email", address, "roles", roles.toString()));
        return user.id();
    }

    private void setPassword(UserId id, String password) {
        rows.password(id, passwords.hash(password));
        links.end(Purpose.PASSWORD, id);
        sessions.endAll(id);
        audit.record("user.passwordChanged", "user:" + id, Map.of());
    }

    private boolean isLastAdministrator(User user) {
        return user.active()
                && user.roles().contains(Role.ADMIN)
                && rows.all().stream()
                                .filter(other -> other.active() && other.roles().contains(Role.ADMIN))
                                .count()
                        == 1;
    }

    private void refuseWeak(String password, String email) {
        passwords.fault(password, email).ifPresent(fault -> {
            throw new InvalidInput("password", fault);
        });
    }

    private static boolean isNameless(String name) {
        return name.isBlank() || name.length() > 200;
    }

    private static void refuseNameless(String name) {
        if (isNameless(name)) {
            throw new InvalidInput("name", "administration.users.nameMissing");
        }
    }

    private User user(UserId id) {
        return rows.find(id).orElseThrow(() -> new UserNotFound(id));
    }
}
