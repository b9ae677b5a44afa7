package org.minori.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.WebUtils;

/** Which language and time zone a visitor gets: what they picked, else what the browser says, else Japanese and the company's. */
class Languages extends CookieLocaleResolver {

    static final String LANGUAGE_COOKIE = "minori_language";
    static final String ZONE_COOKIE = "minori_zone";

    private final ZoneId companyZone;

    Languages(ZoneId companyZone) {
        super(LANGUAGE_COOKIE);
        this.companyZone = companyZone;
        setCookieMaxAge(Duration.ofDays(365));
        setCookieHttpOnly(true);
        setCookieSameSite("Lax");
        setRejectInvalidCookies(false);
        setDefaultLocaleFunction(Languages::ofBrowser);
        setDefaultTimeZoneFunction(request -> TimeZone.getTimeZone(zone(request)));
    }

    static boolean isJapanese(Locale locale) {
        return Locale.JAPANESE.getLanguage().equals(locale.getLanguage());
    }

    @Override
    protected @Nullable Locale parseLocaleValue(String value) {
        return switch (value) {
            case "ja" -> Locale.JAPANESE;
            case "en" -> Locale.ENGLISH;
            default -> null;
        };
    }

    static Locale ofBrowser(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.JAPANESE;
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(language -> language.equals("ja") || language.equals("en"))
                .findFirst()
                .map(Locale::forLanguageTag)
                .orElse(Locale.JAPANESE);
    }

    private ZoneId zone(HttpServletRequest request) {
        var picked = Visitor.current().timeZone();
        return picked == null ? zone(WebUtils.getCookie(request, ZONE_COOKIE)) : picked;
    }

    private ZoneId zone(@Nullable Cookie cookie) {
        if (cookie == null) {
            return companyZone;
        }
        try {
            return ZoneId.of(UriUtils.decode(cookie.getValue(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (DateTimeException | IllegalArgumentException notAZone) {
            return companyZone;
        }
    }
}
