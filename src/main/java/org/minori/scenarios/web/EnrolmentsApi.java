package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.operations.BatchNotFound;
import org.minori.scenarios.runs.EnrolmentBatches;
import org.minori.scenarios.runs.Enrolments;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.web.AllowScope;
import org.minori.web.BodyShape;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Enrolling contacts and seeing how far that is, for other systems. */
@RestController
@RequestMapping("/api/v1")
class EnrolmentsApi {

    private static final int MOST_CONTACTS = 10_000;
    private static final int USUAL_PAGE = 100;

    private final Enrolments enrolments;
    private final EnrolmentBatches batches;
    private final PublishedScenarios published;
    private final Runs runs;
    private final ContactDirectory contacts;

    EnrolmentsApi(
            Enrolments enrolments,
            EnrolmentBatches batches,
            PublishedScenarios published,
            Runs runs,
            ContactDirectory contacts) {
        this.enrolments = enrolments;
        this.batches = batches;
        this.published = published;
        this.runs = runs;
        this.contacts = contacts;
    }

    @Schema(name = "NamedContact")
    record Named(
            @Nullable String id,
            @Nullable String email,
            @Nullable String externalId) {

        ContactReference reference() {
            return new ContactReference(id, email, externalId, null);
        }
    }

    @Schema(example = "{\"contacts\":[{\"email\":\"yamada@example.co.jp\"}]}")
    @BodyShape("{\"contacts\":[{\"email\":\"…\"}]} (each with id, email or externalId) or {\"segment\":\"…\"}")
    record EnrolmentRequest(
            @ArraySchema(maxItems = MOST_CONTACTS) @Nullable List<@Nullable Named> contacts,
            @Nullable String segment) {}

    /** What was taken; unknown are those of the call that name nobody, in the words of the call. */
    @Schema(name = "EnrolmentTaken")
    record Accepted(String batch, List<Named> unknown) {}

    @Schema(name = "EnrolmentProgress")
    record Progress(long requested, long started, long refused, long pending, boolean done) {}

    record RunJson(
            String id,
            String scenario,
            @Nullable Integer version,
            int run,
            String status,
            @Nullable String result,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant heldSince) {

        static RunJson of(RunView run) {
            return new RunJson(
                    Long.toString(run.id()),
                    run.scenario(),
                    run.version(),
                    run.run(),
                    run.status().name().toLowerCase(Locale.ROOT),
                    run.result(),
                    run.requestedAt(),
                    run.startedAt(),
                    run.endedAt(),
                    run.heldSince());
        }
    }

    /** Comes before the body is read: a scenario that can't be entered is said first, whatever the body holds. */
    @ModelAttribute
    void canBeEntered(HttpServletRequest request, @PathVariable(required = false) @Nullable String key) {
        if (key != null && request.getMethod().equals("POST")) {
            published.get(key);
        }
    }

    @Operation(
            operationId = "enrolContacts",
            summary = "Enrols up to 10,000 contacts or a segment into a published scenario.")
    @PostMapping("/scenarios/{key}/enrolments")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @AllowScope(Scopes.ENROL)
    Accepted enrol(@PathVariable String key, @RequestBody EnrolmentRequest asked) {
        var segment = asked.segment();
        var named = asked.contacts();
        if (segment == null && named != null) {
            return enrol(key, named);
        }
        if (segment == null || named != null) {
            throw new InvalidInput("contacts", "scenarios.enrol.oneOfTwo");
        }
        return new Accepted(Long.toString(enrolments.requestSegment(key, segment, "api")), List.of());
    }

    private Accepted enrol(String key, List<@Nullable Named> named) {
        if (named.isEmpty() || named.size() > MOST_CONTACTS) {
            throw new InvalidInput("contacts", "scenarios.enrol.howMany", MOST_CONTACTS);
        }
        var references = new ArrayList<ContactReference>();
        for (var one : named) {
            if (one == null) {
                throw new InvalidInput("contacts", "scenarios.enrol.nobody");
            }
            references.add(one.reference());
        }
        var found = contacts.resolveAll(references);
        var known = new ArrayList<ContactId>();
        var unknown = new ArrayList<Named>();
        for (var reference : references) {
            var contact = found.get(reference);
            if (contact == null) {
                unknown.add(new Named(reference.id(), reference.email(), reference.externalId()));
            } else {
                known.add(contact);
            }
        }
        return new Accepted(Long.toString(enrolments.request(key, known, unknown.size(), "api")), unknown);
    }

    @Operation(operationId = "getEnrolment", summary = "Tells how far an enrolment of contacts is.")
    @GetMapping("/scenarios/{key}/enrolments/{batch}")
    @AllowScope(Scopes.ENROL)
    Progress progress(@PathVariable String key, @PathVariable String batch) {
        return batches.find(key, BatchNotFound.number(batch))
                .map(one -> new Progress(one.requested(), one.started(), one.refused(), one.pending(), one.done()))
                .orElseThrow(() -> new BatchNotFound(batch));
    }

    @Operation(operationId = "listContactRuns", summary = "Lists the scenarios that a contact is or was in.")
    @GetMapping("/contacts/{id}/enrolments")
    @AllowScope(Scopes.CONTACTS_READ)
    PageOf<RunJson> ofContact(
            @PathVariable ContactId id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        return runs.ofContact(contact, after, PageOf.limit(limit, USUAL_PAGE)).map(RunJson::of);
    }
}
