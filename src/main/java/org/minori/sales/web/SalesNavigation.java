package org.minori.sales.web;

import java.util.Set;
import org.minori.web.ContactTab;
import org.minori.web.HomePanel;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where sales appears on other pages. */
@Configuration(proxyBeanMethods = false)
class SalesNavigation {

    @Bean
    NavigationEntry salesTasksEntry() {
        return new NavigationEntry(
                70, "/sales/tasks", "sales.navigation.tasks", "checklist", Set.of(Role.SALES, Role.MARKETER));
    }

    @Bean
    HomePanel salesPanel() {
        return new HomePanel(10, "/sales/tasks/panel", Set.of(Role.SALES));
    }

    @Bean
    ContactTab salesTab() {
        return new ContactTab(60, "sales", "sales.tab", Set.of(Role.SALES, Role.MARKETER));
    }
}
