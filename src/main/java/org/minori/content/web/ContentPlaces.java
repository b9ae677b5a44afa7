package org.minori.content.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.minori.content.EmailEditing;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.minori.web.SearchHit;
import org.minori.web.SearchSource;
import org.minori.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where e-mails stand in the navigation and in the search. */
@Configuration(proxyBeanMethods = false)
class ContentPlaces {

    private static final Set<Role> ROLES = Set.of(Role.MARKETER);

    @Bean
    NavigationEntry contentEntry() {
        return new NavigationEntry(40, "/content/emails", "content.title", "file-text", ROLES);
    }

    @Bean
    SettingsEntry senderSettings() {
        return new SettingsEntry(5, "/settings/sender", "content.sender", "id-badge", ROLES);
    }

    @Bean
    SearchSource emailsFound(EmailEditing editing) {
        return (text, limit, roles) -> {
            if (!roles.contains(Role.ADMIN) && roles.stream().noneMatch(ROLES::contains)) {
                return List.of();
            }
            var wanted = text.toLowerCase(Locale.ROOT);
            return editing.list().stream()
                    .map(EmailEditing.Listed::email)
                    .filter(email -> (email.name() + "\n" + email.subject() + "\n" + email.key())
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted))
                    .limit(limit)
                    .map(email -> new SearchHit(
                            "content.search.email", email.name(), email.subject(), "/content/emails/" + email.key()))
                    .toList();
        };
    }
}
