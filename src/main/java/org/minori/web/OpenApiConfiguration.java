package org.minori.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API to machines: who may call, what a refusal looks like, how a call is made safe to repeat. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenAPI minoriApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Minori API")
                        .version("v1")
                        .description("Contacts, events, segments, mails, scenarios and sales tasks for other systems. "
                                + "Ids are strings, instants ISO 8601 with zone, lists {items, next}.")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "apiKey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API key, made under Settings"))
                        .addSchemas(ApiAnswers.PROBLEM, ApiAnswers.problem()))
                .addServersItem(new Server().url("/"))
                .addSecurityItem(new SecurityRequirement().addList("apiKey"));
    }

    @Bean
    OperationCustomizer scopes() {
        return (operation, handler) -> {
            var scope = handler.getMethodAnnotation(AllowScope.class);
            var allowed = scope == null ? handler.getBeanType().getAnnotation(AllowScope.class) : scope;
            if (allowed != null) {
                var described = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
                operation.setDescription(described + "Scope: `" + allowed.value() + "`");
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer groups() {
        return api -> {
            if (api.getPaths() == null) {
                return;
            }
            api.getPaths().forEach((address, path) -> {
                path.readOperations().forEach(operation -> operation.setTags(List.of(group(address))));
            });
        };
    }

    /** The word under which a call stands on the page to try it: what it is about, not which class answers it. */
    private static String group(String address) {
        var about = address.replaceFirst("^/api/v1/", "").replaceFirst("/.*", "");
        return switch (about) {
            case "emails", "templates" -> "E-mails";
            case "leads" -> "Hot leads";
            case "sales" -> "Sales tasks";
            default -> about.isEmpty() ? "Other" : about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1);
        };
    }
}
