package org.minori.administration;

import java.time.Duration;
import java.util.Locale;
import org.minori.web.InvalidInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets the first administrator and the first other system in. Runs before the port opens, on every node at every start,
 * and changes nothing once there is an administrator and a key.
 */
@Component
class FirstStart implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final int SHORTEST_KEY = 32;
    private static final Duration SETUP_LINK_VALID = Duration.ofDays(7);

    private final UserRows users;
    private final UserAdministration administration;
    private final ApiKeys keys;
    private final OneTimeLinks links;
    private final AdministrationSettings settings;
    private final Installation installation;

    FirstStart(
            UserRows users,
            UserAdministration administration,
            ApiKeys keys,
            OneTimeLinks links,
            AdministrationSettings settings,
            Installation installation) {
        this.users = users;
        this.administration = administration;
        this.keys = keys;
        this.links = links;
        this.settings = settings;
        this.installation = installation;
    }

    @Override
    public void afterPropertiesSet() {
        letAdministratorIn();
        letFirstSystemIn();
    }

    @EventListener(ApplicationReadyEvent.class)
    void sayWhereToGo() {
        LOG.info("Minori is ready: {}", installation.address("/"));
        if (!users.hasAdministrator()) {
            var token = links.make(OneTimeLinks.Purpose.SETUP, null, SETUP_LINK_VALID);
            LOG.info(
                    "There is no administrator yet. Open this link once to become it: {}",
                    installation.address("/setup?token=" + token));
        }
    }

    private void letAdministratorIn() {
        var email = settings.adminEmail();
        var password = settings.adminPassword();
        if (email.isBlank() && password.isBlank()) {
            return;
        }
        if (email.isBlank() || password.isBlank()) {
            throw new SettingRefused(
                    "Only one of MINORI_ADMIN_EMAIL and MINORI_ADMIN_PASSWORD is set.",
                    "Set both to make the first administrator, or neither to get a set-up link on the console.");
        }
        if (users.hasAdministrator()) {
            return;
        }
        try {
            administration.makeFirstAdministrator(email, "Administrator", password, Locale.JAPANESE);
        } catch (InvalidInput e) {
            var name = e.errors().get(0).field().equals("email") ? "MINORI_ADMIN_EMAIL" : "MINORI_ADMIN_PASSWORD";
            throw new SettingRefused(
                    name.equals("MINORI_ADMIN_EMAIL")
                            ? "MINORI_ADMIN_EMAIL is not a mail address."
                            : "MINORI_ADMIN_PASSWORD is too short (fewer than 12 characters), too long, or one that everybody knows.",
                    "Set another " + name + ". Nothing was changed.");
        }
    }

    private void letFirstSystemIn() {
        var key = settings.apiKey();
        if (key.isBlank()) {
            return;
        }
        if (key.length() < SHORTEST_KEY
                || key.length() > 256
                || !key.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            throw new SettingRefused(
                    "MINORI_API_KEY has fewer than 32 or more than 256 characters, or others than plain ones.",
                    "Set another, for example the output of: openssl rand -hex 32");
        }
        if (!keys.takeFromSettings(key) && keys.caller(key).isEmpty()) {
            LOG.warn("MINORI_API_KEY is not the key that was made at the first start (or that was revoked); it opens"
                    + " nothing. Make keys under Settings.");
        }
    }
}
