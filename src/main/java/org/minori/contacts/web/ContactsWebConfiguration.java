package org.minori.contacts.web;

import java.util.EnumSet;
import java.util.Set;
import org.minori.web.ContactTab;
import org.minori.web.HomePanel;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where contacts stand in navigation, on the home page and among the tabs of a contact. */
@Configuration(proxyBeanMethods = false)
class ContactsWebConfiguration {

    static final Set<Role> READERS = EnumSet.of(Role.MARKETER, Role.SALES, Role.OPERATOR);

    @Bean
    NavigationEntry contactsNavigation() {
        return new NavigationEntry(20, "/contacts", "contacts.navigation", "users", READERS);
    }

    @Bean
    HomePanel newContactsPanel() {
        return new HomePanel(20, "/contacts/panel", EnumSet.of(Role.MARKETER));
    }

    @Bean
    ContactTab consentTab() {
        return new ContactTab(80, "consent", "contacts.tab.consent", READERS);
    }
}
