package org.minori.delivery.web;

import java.util.Set;
import org.minori.web.ContactTab;
import org.minori.web.HomePanel;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages of sending are. */
@Configuration(proxyBeanMethods = false)
class DeliveryPlaces {

    @Bean
    NavigationEntry sendingEntry() {
        return new NavigationEntry(50, "/sending", "delivery.title", "send", Set.of(Role.MARKETER, Role.OPERATOR));
    }

    @Bean
    ContactTab emailsTab() {
        return new ContactTab(20, "emails", "delivery.tab", Set.of(Role.MARKETER, Role.OPERATOR, Role.SALES));
    }

    @Bean
    HomePanel mailsPanel() {
        return new HomePanel(20, "/home/mails", Set.of(Role.MARKETER, Role.OPERATOR));
    }
}
