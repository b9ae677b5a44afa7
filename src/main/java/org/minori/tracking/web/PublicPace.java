package org.minori.tracking.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.minori.tracking.PublicLimits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Slows down an address that calls the public routes more often than people can. */
@Component
class PublicPace implements HandlerInterceptor, WebMvcConfigurer {

    private static final int TOO_MANY = 429;

    private final PublicLimits limits;

    PublicPace(PublicLimits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/t/e", "/c/**", "/o/**", "/u/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var address = request.getRemoteAddr();
        boolean allowed = request.getRequestURI().startsWith("/t/")
                ? limits.allowsPageView(address)
                : limits.allowsMailResponse(address);
        if (!allowed) {
            response.setStatus(TOO_MANY);
            response.setHeader("Retry-After", "60");
        }
        return allowed;
    }
}
