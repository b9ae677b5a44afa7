package org.minori.web;

import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How pages are served: language, and scripts that browsers keep since a change gets another name. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/app/assets/**")
                .addResourceLocations("classpath:/static/app/assets/")
                .setCacheControl(
                        CacheControl.maxAge(365, TimeUnit.DAYS).cachePublic().immutable());
    }

    @Bean
    LocaleResolver localeResolver(ZoneId companyZone) {
        return new Languages(companyZone);
    }

    @Bean
    NavigationEntry homeEntry() {
        return new NavigationEntry(0, "/", "web.navigation.home", "home", Set.of(Role.MARKETER, Role.OPERATOR));
    }
}
