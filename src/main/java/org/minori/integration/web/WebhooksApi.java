package org.minori.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.integration.WebhookNotFound;
import org.minori.integration.WebhookView;
import org.minori.integration.Webhooks;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks for other systems. A secret is answered once, when it is made here. */
@RestController
@RequestMapping("/api/v1/webhooks")
@AllowScope(Scopes.ADMIN)
class WebhooksApi {

    private final Webhooks webhooks;

    WebhooksApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** What makes or changes a webhook; without a secret one is made, or the one that is there stays. */
    @Schema(example = "{\"key\":\"crm\",\"name\":\"CRM\",\"url\":\"https://crm.example.co.jp/hook\"}")
    record WebhookRequest(
            @Nullable String key,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String url,

            @Nullable String secret,
            @Nullable Boolean active,
            @Nullable Boolean alerts) {

        private Webhooks.Definition definition() {
            return new Webhooks.Definition(
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(url, ""),
                    secret,
                    active == null || active,
                    alerts != null && alerts);
        }
    }

    /** The one answer with a secret. */
    @Schema(name = "NewWebhook")
    record Made(String key, String name, String url, boolean active, String secret) {}

    /** How many calls are tried again. */
    @Schema(name = "RetriedCalls")
    record Retried(int retried) {}

    @Operation(operationId = "listWebhooks", summary = "Lists all webhooks.")
    @GetMapping
    PageOf<WebhookView> list() {
        return new PageOf<>(webhooks.all(), null);
    }

    @Operation(operationId = "getWebhook", summary = "Shows a webhook and how its calls go.")
    @GetMapping("/{key}")
    WebhookView get(@PathVariable String key) {
        return webhooks.find(key).orElseThrow(() -> new WebhookNotFound(key));
    }

    @Operation(operationId = "createWebhook", summary = "Makes a webhook; the answer shows its secret once.")
    @Answers(201)
    @PostMapping
    ResponseEntity<Made> create(@RequestBody WebhookRequest request) {
        var key = Objects.requireNonNullElse(request.key(), "");
        var definition = request.definition();
        var secret = webhooks.create(key, definition);
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + key))
                .body(new Made(key, definition.name().strip(), definition.url().strip(), definition.active(), secret));
    }

    @Operation(
            operationId = "changeWebhook",
            summary = "Changes a webhook; without a secret the one that is there stays.")
    @PutMapping("/{key}")
    WebhookView change(@PathVariable String key, @RequestBody WebhookRequest request) {
        webhooks.change(key, request.definition());
        return get(key);
    }

    @Operation(operationId = "deleteWebhook", summary = "Deletes a webhook that no scenario uses.")
    @Answers({204, 409})
    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String key) {
        webhooks.delete(key);
    }

    @Operation(operationId = "retryWebhook", summary = "Tries the failed calls of a webhook again.")
    @PostMapping("/{key}/retry")
    Retried retry(@PathVariable String key) {
        return new Retried(webhooks.retry(key));
    }
}
