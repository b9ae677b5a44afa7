package org.minori.sales;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds a lead while its life is decided, and moves it: the row of the contact is the lock that all such decisions take first. */
@Component
class Leads {

    private final JdbcClient jdbc;
    private final ContactDirectory contacts;
    private final ActivityLog activities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Leads(
            JdbcClient jdbc,
            ContactDirectory contacts,
            ActivityLog activities,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.activities = activities;
        this.events = events;
        this.clock = clock;
    }

    /** Waits until no other transaction holds the lead, and reads it as it is then. */
    Lead hold(ContactId contact) {
        return jdbc.sql("SELECT stage, owner, sales_owner FROM contact WHERE id = ? FOR UPDATE")
                .param(contact.value())
                .query((row, number) -> {
                    long salesOwner = row.getLong("sales_owner");
                    return new Lead(
                            contact,
                            Stage.valueOf(row.getString("stage")),
                            LeadOwner.valueOf(row.getString("owner")),
                            row.wasNull() ? null : new UserId(salesOwner));
                })
                .optional()
                .orElseThrow(() -> new ContactNotFound(contact));
    }

    /** Moves the lead and writes down what moved it; a lead that stands there already stays. */
    void move(Lead lead, Stage stage, LeadOwner owner, @Nullable Touchpoint because) {
        var touchpoints = new ArrayList<Touchpoint>();
        if (because != null) {
            touchpoints.add(because);
        }
        if (stage != lead.stage() || owner != lead.owner()) {
            contacts.move(lead.contact(), stage, owner);
        }
        if (stage != lead.stage()) {
            touchpoints.add(touchpoint(
                    lead.contact(),
                    TouchpointType.STAGE_CHANGED,
                    stage.name(),
                    Map.of("from", lead.stage().name(), "to", stage.name())));
        }
        if (!touchpoints.isEmpty()) {
            activities.record(touchpoints);
        }
        if (stage != lead.stage()) {
            events.publishEvent(new StageChanged(lead.contact(), lead.stage(), stage));
        }
    }

    /** Gives the lead a person who answers for it from now on. */
    void assign(Lead lead, UserId seller) {
        contacts.assign(lead.contact(), seller);
    }

    /** What is written down of a lead. */
    Touchpoint touchpoint(
            ContactId contact, String type, @Nullable String subject, Map<String, @Nullable String> properties) {
        var known = new LinkedHashMap<String, String>();
        properties.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return new Touchpoint(null, contact, type, subject, clock.instant(), known, false);
    }
}
