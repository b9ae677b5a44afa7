package org.minori.segments.web;

import java.util.Set;
import org.minori.web.NavigationEntry;
import org.minori.web.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where segments appear on other pages. */
@Configuration(proxyBeanMethods = false)
class SegmentNavigation {

    @Bean
    NavigationEntry segmentsEntry() {
        return new NavigationEntry(30, "/segments", "segments.title", "filter", Set.of(Role.MARKETER, Role.OPERATOR));
    }
}
