package org.minori.scenarios.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minori.administration.AuditEntry;
import org.minori.administration.AuditWords;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.calendar.BusinessCalendar;
import org.minori.calendar.BusinessCalendars;
import org.minori.campaigns.Campaigns;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.DecisionTables;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioNotFound;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioView;
import org.minori.segments.Segment;
import org.minori.segments.SegmentDefinitions;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names scenarios, their runs and decision tables in the audit log, and what was noted of them. */
@Component
class ScenarioAudit implements AuditWords {

    private final ScenarioDrafts drafts;
    private final PublishedScenarios published;
    private final DecisionTables tables;
    private final ContactDirectory contacts;
    private final SegmentDefinitions segments;
    private final BusinessCalendars calendars;
    private final Campaigns campaigns;
    private final UserAccounts users;
    private final JdbcClient jdbc;
    private final Texts texts;

    ScenarioAudit(
            ScenarioDrafts drafts,
            PublishedScenarios published,
            DecisionTables tables,
            ContactDirectory contacts,
            SegmentDefinitions segments,
            BusinessCalendars calendars,
            Campaigns campaigns,
            UserAccounts users,
            JdbcClient jdbc,
            Texts texts) {
        this.drafts = drafts;
        this.published = published;
        this.tables = tables;
        this.contacts = contacts;
        this.segments = segments;
        this.calendars = calendars;
        this.campaigns = campaigns;
        this.users = users;
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public String module() {
        return "scenarios";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("scenario", "run", "decisionTable");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return switch (kind) {
            case "scenario" -> scenario(id).map(found -> new Thing(found.name(), "/scenarios/" + id, Role.OPERATOR));
            case "run" -> run(id);
            default ->
                tables.find(id).map(table -> new Thing(table.name(), "/settings/decision-tables/" + id, Role.MARKETER));
        };
    }

    private Optional<Thing> run(String id) {
        return jdbc.sql("SELECT scenario_key, contact_id FROM enrolment WHERE id = ?")
                .param(id)
                .query((row, number) -> new Thing(
                        contact(row.getLong(2)) + " · "
                                + scenario(row.getString(1))
                                        .map(ScenarioView::name)
                                        .orElse(row.getString(1)),
                        "/scenarios/" + row.getString(1) + "/runs/" + id,
                        Role.OPERATOR))
                .optional();
    }

    private String contact(long id) {
        return contacts.find(new ContactId(id)).map(card -> card.displayName()).orElse("");
    }

    private Optional<ScenarioView> scenario(String key) {
        try {
            return Optional.of(drafts.find(key));
        } catch (ScenarioNotFound gone) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> value(AuditEntry entry, String detail, String value) {
        return switch (detail.replaceFirst("(?<=.)Before$", "")) {
            case "kind" -> Optional.of(texts.of("operations.kind." + value));
            case "late" -> Optional.of(texts.of("operations.late." + value.toUpperCase(Locale.ROOT)));
            case "exits", "suppressed" ->
                Optional.of(
                        Arrays.stream(value.split(" ", -1)).map(this::segment).collect(Collectors.joining(", ")));
            case "calendar" ->
                Optional.of(calendars.find(value).map(BusinessCalendar::name).orElse(value));
            case "field" -> Optional.of(field(value));
            case "scenario", "name" -> Optional.empty();
            case "from", "to", "before" -> place(entry, detail, value);
            case "after" -> word(entry, value);
            default -> Optional.of(value);
        };
    }

    private String segment(String key) {
        return segments.all().stream()
                .filter(segment -> segment.key().equals(key))
                .map(Segment::name)
                .findFirst()
                .orElse(key);
    }

    private String field(String key) {
        return contacts.fields().stream()
                .filter(field -> field.key().equals(key))
                .map(field -> field.label(LocaleContextHolder.getLocale()))
                .findFirst()
                .orElse(key);
    }

    /** Where something began and where it went to: a version, a step or a scenario. */
    private Optional<String> place(AuditEntry entry, String detail, String value) {
        return switch (entry.action()) {
            case "scenario.copied" ->
                Optional.of(scenario(value).map(ScenarioView::name).orElse(value));
            case "scenario.runMoved" -> step(entry.details().getOrDefault("scenario", ""), value);
            case "scenario.migrationStarted" ->
                detail.equals("before")
                        ? step(entry.subject().replaceFirst("^scenario:", ""), value)
                        : Optional.of(texts.of("scenarios.changes.version", Integer.valueOf(value)));
            default -> word(entry, value);
        };
    }

    /** The name of a step in the version of now; one that is no longer drawn says nothing. */
    private Optional<String> step(String scenario, String id) {
        return published
                .find(scenario)
                .flatMap(found -> drafts.outline(scenario, found.version()).node(id))
                .map(ScenarioOutline.Node::name);
    }

    private Optional<String> word(AuditEntry entry, String value) {
        return switch (entry.action()) {
            case "scenario.reentryChanged" -> Optional.of(texts.of("authoring.reentry." + value));
            case "scenario.ownershipChanged" -> Optional.of(ownership(value.split(" ", 2)));
            default -> Optional.empty();
        };
    }

    private String ownership(String[] noted) {
        var none = texts.of("scenarios.audit.nobody");
        var owner = noted[0].equals("-")
                ? none
                : users.find(UserId.of(noted[0])).map(user -> user.name()).orElse(none);
        var campaign = noted.length < 2 || noted[1].equals("-")
                ? texts.of("scenarios.audit.noCampaign")
                : campaigns.find(noted[1]).map(Campaigns.Campaign::name).orElse(noted[1]);
        return texts.of("scenarios.audit.ownership", owner, campaign);
    }
}
