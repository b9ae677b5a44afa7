package org.minori.contacts.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactIntake;
import org.minori.contacts.ContactLists;
import org.minori.contacts.ContactQuery;
import org.minori.contacts.ContactReference;
import org.minori.contacts.ContactView;
import org.minori.contacts.Stage;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Contacts for other systems. */
@RestController
@RequestMapping("/api/v1/contacts")
class ContactsApi {

    private static final int USUAL_PAGE = 100;
    private static final int MOST_ITEMS = 1_000;
    private static final Set<String> PARAMETERS =
            Set.of("email", "externalId", "q", "tag", "stage", "sort", "limit", "after");

    private final ContactDirectory directory;
    private final ContactIntake intake;
    private final ContactLists lists;
    private final ContactErasure erasure;
    private final ContactBodies bodies;
    private final ContactDossier dossier;
    private final Texts texts;

    ContactsApi(
            ContactDirectory directory,
            ContactIntake intake,
            ContactLists lists,
            ContactErasure erasure,
            ContactBodies bodies,
            ContactDossier dossier,
            Texts texts) {
        this.directory = directory;
        this.intake = intake;
        this.lists = lists;
        this.erasure = erasure;
        this.bodies = bodies;
        this.dossier = dossier;
        this.texts = texts;
    }

    @Schema(
            name = "ContactBatch",
            example = "{\"items\":[{\"email\":\"yamada@example.co.jp\",\"company\":\"Yamada\"}]}")
    record Batch(
            @ArraySchema(schema = @Schema(implementation = ContactBody.class), maxItems = MOST_ITEMS)
            List<JsonNode> items) {}

    @Schema(name = "FieldFault")
    record Problem(String field, String message) {}

    @Schema(name = "ContactResult")
    record Result(int status, @Nullable String id, @Nullable List<Problem> errors) {}

    @Schema(name = "ContactResults")
    record Results(List<Result> results) {}

    @Operation(
            operationId = "saveContact",
            summary = "Makes a contact, or changes the one with the same external id or e-mail address.")
    @Answers({200, 201})
    @PostMapping
    @AllowScope(Scopes.CONTACTS_WRITE)
    ResponseEntity<ContactView> upsert(@RequestBody ContactBody body) {
        var made = intake.take(body.details(), "api");
        var view = dossier.view(made.id());
        return made.created()
                ? ResponseEntity.created(URI.create("/api/v1/contacts/" + made.id()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @Operation(
            operationId = "saveContacts",
            summary = "Makes or changes up to 1,000 contacts and tells of each whether it was taken.")
    @PostMapping("/batch")
    @AllowScope(Scopes.CONTACTS_WRITE)
    Results upsertMany(@RequestBody Batch batch) {
        if (batch.items() == null || batch.items().size() > MOST_ITEMS) {
            throw new InvalidInput("items", "contacts.error.tooManyItems", MOST_ITEMS);
        }
        var read = batch.items().stream().map(bodies::read).toList();
        var good = read.stream().filter(item -> item.body() != null).toList();
        var taken = intake.takeAll(good.stream().map(item -> item.details()).toList(), "api")
                .iterator();
        return new Results(read.stream()
                .map(item -> item.body() == null ? refused(item.errors()) : result(taken.next()))
                .toList());
    }

    private Result result(ContactIntake.Taken taken) {
        if (taken.id() == null) {
            return refused(taken.errors());
        }
        return new Result(taken.created() ? 201 : 200, taken.id().toString(), null);
    }

    private Result refused(List<InvalidInput.FieldError> errors) {
        return new Result(
                422,
                null,
                errors.stream()
                        .map(error -> new Problem(
                                error.field(),
                                texts.of(error.messageKey(), error.arguments().toArray())))
                        .toList());
    }

    @Operation(
            operationId = "listContacts",
            summary = "Lists contacts that fit, or finds one by e-mail address or external id.")
    @GetMapping
    @AllowScope(Scopes.CONTACTS_READ)
    PageOf<ContactView> list(
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(hidden = true) @RequestParam Map<String, String> all) {
        all.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidInput(name, "contacts.error.unknownParameter", name);
                });
        if (email != null || externalId != null) {
            var reference = new ContactReference(null, email, email == null ? externalId : null, null);
            var ids = directory.resolve(reference).stream().toList();
            return new PageOf<>(dossier.views(ids.stream().map(directory::get).toList()), null);
        }
        var query = new ContactQuery(q, stage(stage), tag, null, order(sort), after, PageOf.limit(limit, USUAL_PAGE));
        var page = lists.page(query);
        return new PageOf<>(dossier.views(page.items()), page.next());
    }

    private static @Nullable Stage stage(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        for (var stage : Stage.values()) {
            if (stage.name().equals(word)) {
                return stage;
            }
        }
        throw new InvalidInput("stage", "contacts.error.choice");
    }

    private static ContactQuery.Order order(@Nullable String word) {
        if (word == null) {
            return ContactQuery.Order.NEWEST;
        }
        return ContactQuery.Order.of(word).orElseThrow(() -> new InvalidInput("sort", "contacts.error.choice"));
    }

    @Operation(operationId = "getContact", summary = "Shows a contact.")
    @GetMapping("/{id}")
    @AllowScope(Scopes.CONTACTS_READ)
    ContactView get(@PathVariable ContactId id) {
        return dossier.view(id);
    }

    @Operation(
            operationId = "changeContact",
            summary = "Changes what the call names of a contact and leaves the rest.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ContactBody.class))))
    @PatchMapping("/{id}")
    @AllowScope(Scopes.CONTACTS_WRITE)
    ContactView change(@PathVariable ContactId id, @RequestBody JsonNode body) {
        var change = bodies.change(body);
        directory.update(id, change.values(), change.tags(), change.consent());
        return dossier.view(id);
    }

    @Operation(
            operationId = "eraseContact",
            summary = "Erases a contact with everything that is known about it, for good.")
    @DeleteMapping("/{id}")
    @AllowScope(Scopes.CONTACTS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable ContactId id) {
        erasure.erase(id);
    }

    @Operation(
            operationId = "exportContact",
            summary = "Gives everything that is kept about a contact, for the person itself.")
    @GetMapping("/{id}/export")
    @AllowScope(Scopes.CONTACTS_READ)
    Map<String, Object> export(@PathVariable ContactId id) {
        return dossier.everything(id);
    }
}
