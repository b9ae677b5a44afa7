package org.minori.administration;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.minori.web.ApiProblems;
import org.minori.web.ContentPolicies;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The three ways in: the public without any name, other systems with a key, people with a session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final RouteRules rules;

    SecurityConfiguration(RouteRules rules) {
        this.rules = rules;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(rules).order(Integer.MIN_VALUE);
    }

    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    /** What the firewall refuses was a mistake or a probe: a method that nobody has, or a path that means two things. */
    @Bean
    RequestRejectedHandler rejected(ApiProblems problems) {
        return (request, response, why) -> {
            var status = METHODS.contains(request.getMethod()) ? 400 : 405;
            if (Refusals.isApi(request)) {
                problems.write(request, response, status, "web.problem." + status);
            } else {
                response.sendError(status);
            }
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain publicChain(HttpSecurity http, Installation installation) throws Exception {
        http.securityMatcher(PublicPaths.STATELESS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> {
                    common(headers, installation);
                    headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                            .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                            .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                            .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.CROSS_ORIGIN));
                });
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiChain(
            HttpSecurity http,
            ApiKeys keys,
            AdministrationSettings settings,
            ApiProblems problems,
            Refusals refusals,
            RepeatedCalls repeated,
            Installation installation)
            throws Exception {
        http.securityMatcher(Refusals::isApi)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new ApiKeyFilter(keys), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new ApiPace(settings, problems), AuthorizationFilter.class)
                .addFilterAfter(new IdempotencyFilter(repeated, problems), ApiPace.class)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> {
                    common(headers, installation);
                    headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                            .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
                })
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, why) -> refusals.unknown(request, response))
                        .accessDeniedHandler((request, response, why) -> refusals.forbidden(request, response)));
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageChain(
            HttpSecurity http,
            SessionCookies cookies,
            Refusals refusals,
            Installation installation,
            SignInAnswers answers)
            throws Exception {
        http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(PublicPaths.OPEN_PAGES)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .securityContext(context -> context.securityContextRepository(cookies))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(installation)).csrfTokenRequestHandler(eagerCsrf()))
                .addFilterBefore(new SameSiteOnly(), CsrfFilter.class)
                .requestCache(cache -> cache.requestCache(comingBack(refusals)))
                .formLogin(login -> login.loginPage("/login")
                        .usernameParameter("email")
                        .passwordParameter("password")
                        .successHandler(answers::signedIn)
                        .failureHandler(answers::refused))
                .logout(logout -> logout.logoutSuccessUrl("/login").deleteCookies("minori-page"))
                .headers(headers -> {
                    common(headers, installation);
                    headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                            .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                            .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                            .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
                    headers.addHeaderWriter((request, response) -> response.setHeader(
                            "X-Frame-Options",
                            ContentPolicies.isPreview(request.getRequestURI()) ? "SAMEORIGIN" : "DENY"));
                })
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, why) -> refusals.unknown(request, response))
                        .accessDeniedHandler((request, response, why) -> refusals.refused(request, response)));
        return http.build();
    }

    /** The container's own cookie, for messages between two pages, follows the settings too. */
    @Bean
    ServletContextInitializer pageCookie(Installation installation) {
        return context -> context.getSessionCookieConfig().setSecure(installation.encrypted());
    }

    private static void common(HeadersConfigurer<HttpSecurity> headers, Installation installation) {
        if (installation.encrypted()) {
            // The request itself may come unencrypted from the proxy that holds the certificate.
            headers.httpStrictTransportSecurity(
                    hsts -> hsts.requestMatcher(AnyRequestMatcher.INSTANCE).includeSubDomains(true));
        }
        headers.permissionsPolicyHeader(
                policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
        headers.addHeaderWriter((request, response) -> {
            if (!response.containsHeader("Content-Security-Policy")) {
                response.setHeader("Content-Security-Policy", ContentPolicies.forPath(request.getRequestURI()));
            }
        });
    }

    private static CookieCsrfTokenRepository csrfTokens(Installation installation) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieName(installation.encrypted() ? "__Host-minori-csrf" : "minori-csrf");
        tokens.setCookieCustomizer(
                cookie -> cookie.sameSite("Lax").httpOnly(true).path("/").secure(installation.encrypted()));
        return tokens;
    }

    /** Made before the page is written: a cookie can't be added to an answer that is already on its way. */
    private static XorCsrfTokenRequestAttributeHandler eagerCsrf() {
        var handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    private static CookieRequestCache comingBack(Refusals refusals) {
        var cache = new CookieRequestCache();
        cache.setRequestMatcher(refusals::isWorthComingBack);
        return cache;
    }
}
