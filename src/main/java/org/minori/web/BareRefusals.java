package org.minori.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers what the container refuses before any of our code sees it, such as an address with {@code %00}: without this,
 * strangers would see the container's own page.
 */
@Configuration(proxyBeanMethods = false)
class BareRefusals {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainRefusals(MessageSource messages) {
        return factory -> factory.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new PlainReport(messages));
        });
    }

    /** A short page, or a problem for programs; styles and scripts would need addresses that were not even looked at. */
    static final class PlainReport extends ErrorReportValve {

        private final MessageSource messages;

        PlainReport(MessageSource messages) {
            this.messages = messages;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                var path = String.valueOf(request.getRequestURI());
                if (FailureAnswer.isForPrograms(path)) {
                    write(response, "application/problem+json", problem(status));
                } else {
                    write(response, "text/html", page(request, status));
                }
            } catch (IOException | IllegalStateException gone) {
                container.getLogger().debug("The caller went away before the answer", gone);
            }
        }

        private String problem(int status) {
            return "{\"type\":\"about:blank\",\"title\":\"Refused\",\"status\":" + status
                    + ",\"detail\":\"The address or the request is not one that can be answered. Nothing was changed.\"}";
        }

        private String page(Request request, int status) {
            var language = Languages.ofBrowser(request);
            var key = new Failure(status).titleKey();
            var title = HtmlUtils.htmlEscape(messages.getMessage(key + ".title", null, language));
            var text = HtmlUtils.htmlEscape(messages.getMessage(key + ".text", null, language));
            var home = HtmlUtils.htmlEscape(messages.getMessage("web.error.home", null, language));
            return "<!DOCTYPE html><html lang=\"" + language.getLanguage() + "\"><head><meta charset=\"utf-8\">"
                    + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                    + " · Minori</title></head><body><main><h1>" + title + "</h1><p>" + text
                    + "</p><p><a href=\"/\">" + home + "</a></p></main></body></html>";
        }

        private static void write(Response response, String type, String body) throws IOException {
            response.setContentType(type);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            response.getReporter().write(body);
            response.finishResponse();
        }
    }
}
