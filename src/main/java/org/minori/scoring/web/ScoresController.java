package org.minori.scoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.scoring.Grade;
import org.minori.scoring.Grades;
import org.minori.scoring.HotLeads;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreReasons;
import org.minori.web.AllowScope;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Scores and hot leads for other systems. */
@RestController
@AllowScope(Scopes.CONTACTS_READ)
class ScoresController {

    private static final int USUAL_ROWS = 100;
    private static final int USUAL_LEADS = 20;

    private final LeadScores scores;
    private final HotLeads hot;
    private final Grades grades;
    private final ScoreReasons reasons;
    private final ContactDirectory contacts;

    ScoresController(LeadScores scores, HotLeads hot, Grades grades, ScoreReasons reasons, ContactDirectory contacts) {
        this.scores = scores;
        this.hot = hot;
        this.grades = grades;
        this.reasons = reasons;
        this.contacts = contacts;
    }

    record Scores(
            Map<String, Integer> scores,
            Grade grade,
            List<Row> items,
            @Nullable String next) {}

    @Schema(name = "ScoreChange")
    record Row(
            String id,
            String score,
            int points,
            String rule,
            int ruleVersion,
            @Nullable String touchpoint,
            String text,
            Instant at) {}

    @Schema(name = "HotLeads")
    record Hot(List<Lead> items) {}

    @Schema(name = "HotLead")
    record Lead(
            String contact,
            String name,
            @Nullable String company,
            Stage stage,
            LeadOwner owner,
            int score,
            Grade grade,
            List<HotLeads.Reason> reasons) {

        private Lead(HotLeads.HotLead lead) {
            this(
                    lead.contact().id().toString(),
                    lead.contact().displayName(),
                    lead.contact().company(),
                    lead.contact().stage(),
                    lead.contact().owner(),
                    lead.score(),
                    lead.grade(),
                    lead.reasons());
        }
    }

    @Operation(
            operationId = "getScores",
            summary = "Shows the scores of a contact and which event gave or took which points.")
    @GetMapping("/api/v1/contacts/{id}/scores")
    Scores scores(
            @PathVariable ContactId id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        var sums = new java.util.TreeMap<>(scores.of(List.of(contact)).getOrDefault(contact, Map.of()));
        sums.putIfAbsent(LeadScores.OVERALL, 0);
        var page = scores.ledger(contact, after == null ? Long.MAX_VALUE : after, PageOf.limit(limit, USUAL_ROWS))
                .map(entry -> new Row(
                        Long.toString(entry.id()),
                        entry.score(),
                        entry.points(),
                        entry.rule(),
                        entry.ruleVersion(),
                        entry.touchpoint() == null ? null : entry.touchpoint().toString(),
                        reasons.of(entry),
                        entry.at()));
        return new Scores(sums, grades.of(sums.getOrDefault(LeadScores.OVERALL, 0)), page.items(), page.next());
    }

    @Operation(
            operationId = "listHotLeads",
            summary = "Lists the leads that are most ready for sales, with the reasons.")
    @GetMapping("/api/v1/leads/hot")
    Hot hot(@RequestParam(required = false) @Nullable Integer limit) {
        return new Hot(hot.top(PageOf.limit(limit, USUAL_LEADS)).stream()
                .map(Lead::new)
                .toList());
    }
}
