package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

@MinoriTest
class NavigationTests {

    @Autowired
    PageFrame frame;

    @Autowired
    List<NavigationEntry> entries;

    @Autowired
    MessageSource messages;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private List<String> navigationOf(Role... roles) {
        var authorities =
                java.util.Arrays.stream(roles).map(role -> "ROLE_" + role).toArray(String[]::new);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(
                        "aoi@example.jp", "", AuthorityUtils.createAuthorityList(authorities)));
        return frame.of(null).getNavigation().stream().map(PageFrame.Line::path).toList();
    }

    @Test
    void everybodySeesWhatTheirRoleMayUseInTheOrderOfTheDesign() {
        for (var role : List.of(Role.MARKETER, Role.OPERATOR, Role.SALES)) {
            var wanted = entries.stream()
                    .filter(entry -> entry.roles().contains(role))
                    .sorted(java.util.Comparator.comparingInt(NavigationEntry::order))
                    .map(NavigationEntry::path)
                    .toList();
            assertThat(navigationOf(role)).isEqualTo(wanted);
        }
    }

    @Test
    void anAdministratorSeesEverything() {
        assertThat(navigationOf(Role.ADMIN)).hasSameSizeAs(entries);
    }

    @Test
    void whoeverIsNotSignedInSeesNothing() {
        assertThat(frame.of(null).getNavigation()).isEmpty();
    }

    @Test
    void everyEntryHasANameInBothLanguagesAndAnIcon() {
        for (var entry : entries) {
            assertThat(messages.getMessage(entry.messageKey(), null, Locale.JAPANESE))
                    .isNotBlank();
            assertThat(messages.getMessage(entry.messageKey(), null, Locale.ENGLISH))
                    .isNotBlank();
            assertThat(TemplateTests.icons()).contains(entry.icon());
            assertThat(Set.of(Role.values())).containsAll(entry.roles());
        }
    }
}
