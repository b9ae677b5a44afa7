package org.minori.administration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.web.AllowAnyone;
import org.minori.web.AllowRoles;
import org.minori.web.AllowScope;
import org.minori.web.Role;
import org.minori.web.Scopes;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Deny by default, at the very method that would answer: what no rule allows is refused to everybody, so that a
 * forgotten annotation shuts a door and never opens one.
 */
@Component
class RouteRules implements HandlerInterceptor {

    private final Refusals refusals;

    RouteRules(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (allowed(handler, authentication)) {
            return true;
        }
        if (isSomebody(authentication)) {
            refusals.forbidden(request, response);
        } else {
            refusals.unknown(request, response);
        }
        return false;
    }

    private static boolean allowed(Object handler, @Nullable Authentication authentication) {
        if (handler instanceof HandlerMethod method) {
            return ours(method) ? allowedByRule(method, authentication) : allowedForeign(method, authentication);
        }
        // Static files and the redirect to a welcome page; which of them the public sees is decided by path before.
        return handler instanceof ResourceHttpRequestHandler || handler instanceof ParameterizableViewController;
    }

    private static boolean allowedForeign(HandlerMethod method, @Nullable Authentication authentication) {
        return ErrorController.class.isAssignableFrom(method.getBeanType())
                || method.getBeanType().getPackageName().startsWith("org.springdoc.") && isSomebody(authentication);
    }

    private static boolean allowedByRule(HandlerMethod method, @Nullable Authentication authentication) {
        var rule = rule(method);
        if (rule instanceof AllowAnyone) {
            return true;
        }
        var granted = authorities(authentication);
        if (rule instanceof AllowRoles roles) {
            return granted.contains("ROLE_" + Role.ADMIN)
                    || Arrays.stream(roles.value()).anyMatch(role -> granted.contains("ROLE_" + role));
        }
        if (rule instanceof AllowScope scope) {
            return granted.contains("SCOPE_" + Scopes.ADMIN) || granted.contains("SCOPE_" + scope.value());
        }
        return false;
    }

    static boolean ours(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("org.minori.");
    }

    /** The method's own rule, else its class's; several at once on one place are as good as none. */
    static @Nullable Object rule(HandlerMethod method) {
        var own = Arrays.asList(
                method.getMethodAnnotation(AllowAnyone.class),
                method.getMethodAnnotation(AllowRoles.class),
                method.getMethodAnnotation(AllowScope.class));
        var type = method.getBeanType();
        var common = Arrays.asList(
                AnnotatedElementUtils.findMergedAnnotation(type, AllowAnyone.class),
                AnnotatedElementUtils.findMergedAnnotation(type, AllowRoles.class),
                AnnotatedElementUtils.findMergedAnnotation(type, AllowScope.class));
        var nearest = own.stream().anyMatch(rule -> rule != null) ? own : common;
        var rules = nearest.stream().filter(rule -> rule != null).toList();
        return rules.size() == 1 ? rules.get(0) : null;
    }

    private static boolean isSomebody(@Nullable Authentication authentication) {
        return authentication != null && !(authentication instanceof AnonymousAuthenticationToken);
    }

    private static Set<String> authorities(@Nullable Authentication authentication) {
        if (authentication == null || !isSomebody(authentication)) {
            return Set.of();
        }
        return authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
    }
}
