package org.minori.administration.web;

import java.util.Comparator;
import java.util.Set;
import org.minori.web.AllowRoles;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.minori.web.SettingsEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The settings page: one card for each thing that the visitor may set. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class SettingsController {

    private final ObjectProvider<SettingsEntry> entries;

    SettingsController(ObjectProvider<SettingsEntry> entries) {
        this.entries = entries;
    }

    /** What this module brings to the navigation and to the settings page. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        NavigationEntry settingsNavigation() {
            return new NavigationEntry(100, "/settings", "administration.settings", "settings", Set.of(Role.values()));
        }

        @Bean
        SettingsEntry profileSettings() {
            return new SettingsEntry(0, "/settings/profile", "administration.profile", "user", Set.of(Role.values()));
        }

        @Bean
        SettingsEntry userSettings() {
            return new SettingsEntry(10, "/settings/users", "administration.users", "users", Set.of(Role.ADMIN));
        }

        @Bean
        SettingsEntry keySettings() {
            return new SettingsEntry(20, "/settings/api-keys", "administration.keys", "key", Set.of(Role.ADMIN));
        }

        @Bean
        SettingsEntry auditSettings() {
            return new SettingsEntry(
                    90, "/operations/audit", "administration.audit", "shield", Set.of(Role.OPERATOR, Role.ADMIN));
        }
    }

    @GetMapping("/settings")
    String settings(Authentication visitor, Model model) {
        model.addAttribute(
                "entries",
                entries.stream()
                        .filter(entry -> mayUse(visitor, entry.roles()))
                        .sorted(Comparator.comparingInt(SettingsEntry::order))
                        .toList());
        return "administration/settings";
    }

    private static boolean mayUse(Authentication visitor, Set<Role> roles) {
        return visitor.getAuthorities().stream()
                .map(granted -> granted.getAuthority())
                .anyMatch(name -> name.equals("ROLE_" + Role.ADMIN)
                        || roles.stream().anyMatch(role -> name.equals("ROLE_" + role)));
    }
}
