package org.minori.web;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.thymeleaf.web.IWebExchange;

/** What surrounds every page, as {@code #frame} in templates: navigation, who is signed in, scripts, styles and icons. */
@Component
class PageFrame {

    private final AssetManifest assets;
    private final ObjectProvider<NavigationEntry> entries;

    PageFrame(AssetManifest assets, ObjectProvider<NavigationEntry> entries) {
        this.assets = assets;
        this.entries = entries;
    }

    /** The frame of the page that is asked for; without a request there is none to mark. */
    View of(@Nullable IWebExchange exchange) {
        return new View(exchange);
    }

    /** One line of the navigation; the current one is marked for eyes and screen readers. */
    record Line(String path, String messageKey, String icon, boolean current) {}

    /** The frame of one request. */
    class View {

        private final @Nullable IWebExchange exchange;
        private final Visitor visitor = Visitor.current();

        View(@Nullable IWebExchange exchange) {
            this.exchange = exchange;
        }

        public String script(String source) {
            return assets.path(source);
        }

        public List<String> styles(String source) {
            return assets.styles(source);
        }

        /** The address of an icon of the sprite, for {@code <use>}. */
        public String icon(String name) {
            return assets.path("src/icons.svg") + "#" + name;
        }

        public boolean isSignedIn() {
            return visitor.isSignedIn();
        }

        public @Nullable String getUserName() {
            return visitor.name();
        }

        /** Whether one of the roles, such as {@code 'MARKETER'}, is the visitor's; ADMIN has all. */
        public boolean may(String... roles) {
            return List.of(roles).stream().anyMatch(role -> visitor.mayUse(Set.of(Role.valueOf(role))));
        }

        public List<Line> getNavigation() {
            var path = path();
            var mine = entries.stream()
                    .filter(entry -> visitor.mayUse(entry.roles()))
                    .sorted(Comparator.comparingInt(NavigationEntry::order))
                    .toList();
            var current = mine.stream()
                    .map(NavigationEntry::path)
                    .filter(entry -> isUnder(path, entry))
                    .max(Comparator.comparingInt(String::length));
            return mine.stream()
                    .map(entry -> new Line(
                            entry.path(),
                            entry.messageKey(),
                            entry.icon(),
                            current.filter(entry.path()::equals).isPresent()))
                    .toList();
        }

        /** ja or en. */
        public String getLanguage() {
            return Languages.isJapanese(LocaleContextHolder.getLocale()) ? "ja" : "en";
        }

        /** The language to switch to. */
        public String getOtherLanguage() {
            return getLanguage().equals("ja") ? "en" : "ja";
        }

        /** Where the language switch comes back to: the page itself, where it can be asked for again. */
        public String getHere() {
            if (exchange == null || !"GET".equals(exchange.getRequest().getMethod())) {
                return "/";
            }
            var path = path();
            var query = exchange.getRequest().getQueryString();
            return path.startsWith("/error") ? "/" : path + (query == null ? "" : "?" + query);
        }

        /** The header that proves to the server that a request comes from a page of ours, as htmx wants it. */
        public @Nullable String getRequestHeaders() {
            var token = exchange == null ? null : exchange.getAttributeValue(CsrfToken.class.getName());
            return token instanceof CsrfToken csrf
                    ? "{\"%s\": \"%s\"}".formatted(csrf.getHeaderName(), csrf.getToken())
                    : null;
        }

        private String path() {
            return exchange == null ? "/" : exchange.getRequest().getPathWithinApplication();
        }
    }

    private static boolean isUnder(String path, String entry) {
        return entry.equals("/") ? path.equals("/") : path.equals(entry) || path.startsWith(entry + "/");
    }
}
