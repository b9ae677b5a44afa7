package org.minori.contacts.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactMerge;
import org.minori.contacts.ContactView;
import org.minori.contacts.Duplicates;
import org.minori.contacts.MatchKind;
import org.minori.web.AllowScope;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts that are perhaps the same person, for other systems. */
@RestController
@RequestMapping("/api/v1/contacts")
class DuplicatesApi {

    private static final int USUAL_PAGE = 100;

    private final Duplicates duplicates;
    private final ContactMerge merge;
    private final ContactDossier dossier;

    DuplicatesApi(Duplicates duplicates, ContactMerge merge, ContactDossier dossier) {
        this.duplicates = duplicates;
        this.merge = merge;
        this.dossier = dossier;
    }

    @Schema(name = "Duplicate")
    record Found(ContactView first, ContactView second, Set<MatchKind> reasons, int score) {}

    @Schema(
            name = "Merge",
            example = "{\"winner\":\"8123456789\",\"loser\":\"8123456790\",\"fields\":[\"phone\",\"jobTitle\"]}")
    record Merging(
            @Schema(description = "The contact that stays.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String winner,

            @Schema(
                    description = "The contact that goes; its id, address and external id lead to the winner.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String loser,

            @Schema(description = "Keys of fields whose value is taken from the loser.") @Nullable
            List<String> fields) {}

    @Operation(
            operationId = "listDuplicates",
            summary = "Lists pairs of contacts that are perhaps the same person, the likeliest first.")
    @GetMapping("/duplicates")
    @AllowScope(Scopes.CONTACTS_READ)
    PageOf<Found> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return duplicates.page(after, PageOf.limit(limit, USUAL_PAGE)).map(this::found);
    }

    private Found found(Duplicates.Duplicate pair) {
        var views = dossier.views(List.of(pair.first(), pair.second()));
        return new Found(views.get(0), views.get(1), pair.reasons(), pair.score());
    }

    @Operation(
            operationId = "mergeContacts",
            summary = "Makes one contact of two: the winner stays, with all that is known of the loser.")
    @PostMapping("/merge")
    @AllowScope(Scopes.CONTACTS_WRITE)
    ContactView merge(@RequestBody Merging body) {
        var winner = id("winner", body.winner());
        merge.merge(
                winner, id("loser", body.loser()), Set.copyOf(Objects.requireNonNullElse(body.fields(), List.of())));
        return dossier.view(winner);
    }

    private static ContactId id(String field, @Nullable String written) {
        try {
            return ContactId.of(Objects.requireNonNullElse(written, ""));
        } catch (NumberFormatException notAnId) {
            throw new InvalidInput(field, "contacts.merge.noId");
        }
    }
}
