package org.minori.scenarios.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioView;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.minori.web.SearchHit;
import org.minori.web.SearchSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where scenarios stand in the navigation and in the search. */
@Configuration(proxyBeanMethods = false)
class ScenarioPlaces {

    private static final Set<Role> ROLES = Set.of(Role.MARKETER, Role.OPERATOR);

    @Bean
    NavigationEntry scenariosEntry() {
        return new NavigationEntry(10, "/scenarios", "authoring.title", "git-branch", ROLES);
    }

    @Bean
    SearchSource scenariosFound(ScenarioDrafts drafts) {
        return (text, limit, roles) -> {
            if (!roles.contains(Role.ADMIN) && roles.stream().noneMatch(ROLES::contains)) {
                return List.of();
            }
            var wanted = text.toLowerCase(Locale.ROOT);
            return drafts.all().stream()
                    .filter(scenario -> matches(scenario, wanted))
                    .limit(limit)
                    .map(scenario -> new SearchHit(
                            "authoring.search.scenario",
                            scenario.name(),
                            scenario.key(),
                            "/scenarios/" + scenario.key()))
                    .toList();
        };
    }

    private static boolean matches(ScenarioView scenario, String wanted) {
        return scenario.name().toLowerCase(Locale.ROOT).contains(wanted)
                || scenario.key().contains(wanted);
    }
}
