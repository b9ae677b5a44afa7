package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.web.AllowAnyone;
import org.minori.web.AllowRoles;
import org.minori.web.AllowScope;
import org.minori.web.Role;
import org.minori.web.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every route of the application as everybody who could come, and compares with what its annotation says. */
@MinoriTest
class RouteRulesTests {

    /** Refused; 405, 406 and 415 are answered before anything of ours is reached. */
    private static final Set<Integer> OUTSIDE = Set.of(401, 403, 405, 406, 415);

    @Autowired
    MockMvc browser;

    @Autowired
    ApiKeys keys;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private record Route(HttpMethod method, String path, HandlerMethod handler) {

        boolean isApi() {
            return path.startsWith("/api/");
        }

        boolean isStateless() {
            return isApi()
                    || Stream.of(PublicPaths.STATELESS)
                            .map(pattern -> pattern.replace("/**", ""))
                            .anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void everyRouteSaysWhoMayCallIt() {
        assertThat(routes().filter(route -> RouteRules.rule(route.handler()) == null))
                .as("routes without exactly one of @AllowRoles, @AllowScope, @AllowAnyone")
                .isEmpty();
    }

    @Test
    void theApiIsForKeysAndPagesAreForPeople() {
        assertThat(routes().filter(route -> route.isApi() != (RouteRules.rule(route.handler()) instanceof AllowScope)))
                .as("@AllowScope belongs under /api, the others elsewhere")
                .isEmpty();
        assertThat(routes().filter(route -> RouteRules.rule(route.handler()) instanceof AllowScope)
                        .map(route -> ((AllowScope) RouteRules.rule(route.handler())).value()))
                .isSubsetOf(Scopes.ALL);
    }

    @Test
    void onlyTheListedPathsAreOpenToThePublic() {
        assertThat(routes().filter(route -> RouteRules.rule(route.handler()) instanceof AllowAnyone)
                        .filter(route -> !route.isStateless())
                        .map(Route::path)
                        .filter(path -> !Arrays.asList(PublicPaths.OPEN_PAGES).contains(path)))
                .as("@AllowAnyone outside of the public paths")
                .isEmpty();
    }

    @Test
    void nobodyGetsInWhereTheAnnotationDoesNotSaySo() throws Exception {
        var wrong = new ArrayList<String>();
        for (var route : routes().toList()) {
            for (var who : everybody().entrySet()) {
                var allowed = allowed(route, who.getKey());
                var status = call(route, who.getValue());
                if (!allowed && !OUTSIDE.contains(status)) {
                    wrong.add(route + " let " + who.getKey() + " in: " + status);
                }
                if (allowed && (status == 401 || status == 403)) {
                    wrong.add(route + " refused " + who.getKey() + ": " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void nonsenseFromWhoeverMayCallIsAnsweredAndDoesNotFailInside() throws Exception {
        var failed = new ArrayList<String>();
        for (var route :
                routes().filter(route -> !route.path().equals("/health")).toList()) {
            var who = route.isApi() ? SignedIn.asSystem() : SignedIn.as(Role.values());
            if (call(route, who) >= 500) {
                failed.add(route.toString());
            }
        }

        assertThat(failed).isEmpty();
    }

    private Stream<Route> routes() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> RouteRules.ours(entry.getValue()))
                .flatMap(entry -> routes(entry.getKey(), entry.getValue()));
    }

    private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPathPatternsCondition().getPatternValues().stream()
                .filter(path -> !path.startsWith("/error") && !path.startsWith("/test"))
                .flatMap(path -> (methods.isEmpty()
                                ? Stream.of(HttpMethod.GET)
                                : methods.stream().map(method -> method.asHttpMethod()))
                        .map(method -> new Route(method, path, handler)));
    }

    private Map<String, RequestPostProcessor> everybody() {
        var everybody = new TreeMap<String, RequestPostProcessor>();
        everybody.put("nobody", request -> request);
        for (var role : Role.values()) {
            everybody.put("ROLE_" + role, SignedIn.as(role));
        }
        for (var scope : Scopes.ALL) {
            var key = keys.make("test of " + scope, Set.of(scope), null);
            everybody.put("SCOPE_" + scope, request -> {
                request.addHeader("Authorization", "Bearer " + key);
                return request;
            });
        }
        return everybody;
    }

    /** A person in the API and a key on a page are nobody. */
    private static boolean allowed(Route route, String who) {
        var rule = RouteRules.rule(route.handler());
        if (rule instanceof AllowAnyone) {
            return true;
        }
        if (rule instanceof AllowRoles roles) {
            return who.equals("ROLE_ADMIN")
                    || Arrays.stream(roles.value()).anyMatch(role -> who.equals("ROLE_" + role));
        }
        return rule instanceof AllowScope scope && (who.equals("SCOPE_admin") || who.equals("SCOPE_" + scope.value()));
    }

    private int call(Route route, RequestPostProcessor who) throws Exception {
        var path = route.path()
                .replaceAll("\\{[^}]*\\\\d[^}]*}", "7")
                .replaceAll("\\{\\*?[a-zA-Z]*id[:}][^}/]*}?", "7")
                .replaceAll("\\{[^}]*}", "none");
        try {
            var answer =
                    browser.perform(asked(route, path).with(who)).andReturn().getResponse();
            return "/login".equals(answer.getRedirectedUrl()) && !path.equals("/logout") ? 401 : answer.getStatus();
        } catch (jakarta.servlet.ServletException failedInside) {
            return 500;
        }
    }

    private static MockHttpServletRequestBuilder asked(Route route, String path) {
        var request = request(route.method(), path);
        if (List.of("POST", "PUT", "PATCH").contains(route.method().name()) && route.isApi()) {
            request.contentType(MediaType.APPLICATION_JSON).content("{\"notAField\":1}");
        }
        return route.isStateless() ? request : request.with(csrf());
    }
}
