package org.minori.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.minori.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of users. */
@Repository
class UserRows {

    private static final String USER = "SELECT id, email, name, roles, locale, time_zone, active FROM app_user ";

    private final JdbcClient jdbc;

    UserRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Credentials(User user, @Nullable String passwordHash) {}

    Optional<User> find(UserId id) {
        return jdbc.sql(USER + "WHERE id = ?")
                .param(id.value())
                .query(UserRows::user)
                .optional();
    }

    Optional<User> findByEmail(String email) {
        return jdbc.sql(USER + "WHERE email = ?")
                .param(email)
                .query(UserRows::user)
                .optional();
    }

    List<User> all() {
        return jdbc.sql(USER + "ORDER BY name, id").query(UserRows::user).list();
    }

    Optional<Credentials> credentials(String email) {
        return jdbc.sql(
                        "SELECT id, email, name, roles, locale, time_zone, active, password_hash FROM app_user WHERE email = ?")
                .param(email)
                .query((row, number) -> new Credentials(user(row, number), row.getString("password_hash")))
                .optional();
    }

    Optional<String> passwordHash(UserId id) {
        return jdbc.sql("SELECT password_hash FROM app_user WHERE id = ? AND password_hash IS NOT NULL")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    boolean hasAdministrator() {
        return jdbc.sql("SELECT COUNT(*) FROM app_user WHERE roles LIKE '%ADMIN%'")
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Says whether the user is new; an address that is taken changes nothing. */
    boolean insert(User user, @Nullable String passwordHash, Instant now) {
        return jdbc.sql("""
                                INSERT IGNORE INTO app_user (id, email, name, password_hash, roles, locale, active, created_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                user.id().value(),
                                user.email(),
                                user.name(),
                                passwordHash,
                                joined(user.roles()),
                                user.locale().getLanguage(),
                                user.active(),
                                Utc.of(now))
                        .update()
                == 1;
    }

    void change(UserId id, String name, Locale locale, @Nullable ZoneId timeZone) {
        jdbc.sql("UPDATE app_user SET name = ?, locale = ?, time_zone = ? WHERE id = ?")
                .params(name, locale.getLanguage(), timeZone == null ? null : timeZone.getId(), id.value())
                .update();
    }

    void change(UserId id, Set<Role> roles, boolean active) {
        jdbc.sql("UPDATE app_user SET roles = ?, active = ? WHERE id = ?")
                .params(joined(roles), active, id.value())
                .update();
    }

    void password(UserId id, String hash) {
        jdbc.sql("UPDATE app_user SET password_hash = ? WHERE id = ?")
                .params(hash, id.value())
                .update();
    }

    void signedIn(UserId id, Instant now) {
        jdbc.sql("UPDATE app_user SET last_login_at = ? WHERE id = ?")
                .params(Utc.of(now), id.value())
                .update();
    }

    List<Instant> lastSignIn(UserId id) {
        return jdbc.sql("SELECT last_login_at FROM app_user WHERE id = ? AND last_login_at IS NOT NULL")
                .param(id.value())
                .query((row, number) -> Utc.toInstant(row.getObject(1, LocalDateTime.class)))
                .list();
    }

    /** Makes all who decide about administrators wait for each other until the transaction ends. */
    void lock() {
        jdbc.sql("SELECT name FROM server_secret WHERE name = 'master' FOR UPDATE")
                .query(String.class)
                .single();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new UserId(row.getLong("id")),
                row.getString("email"),
                row.getString("name"),
                roles(row.getString("roles")),
                Locale.forLanguageTag(row.getString("locale")),
                zone(row.getString("time_zone")),
                row.getBoolean("active"));
    }

    private static @Nullable ZoneId zone(@Nullable String id) {
        return id == null ? null : ZoneId.of(id);
    }

    private static Set<Role> roles(String joined) {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream(joined.split(","))
                .filter(name -> !name.isBlank())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }

    private static String joined(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }
}
