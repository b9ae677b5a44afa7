package org.minori.contacts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds contacts by what they are called and, where nobody is called so, by what a record was called that was merged into them. */
@Component
class ContactAliases {

    /** By what a row is told from others. */
    static final String KEY = "CONCAT(alias_kind, ' ', alias_value)";

    private enum Kind {
        ID,
        EMAIL,
        EXTERNAL_ID
    }

    private final JdbcTemplate jdbc;
    private final ContactRows rows;

    ContactAliases(JdbcTemplate jdbc, ContactRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    Map<String, ContactId> byEmail(Collection<String> emails) {
        return withFormer(Kind.EMAIL, emails, rows.byText("SELECT email, id FROM contact WHERE email IN (%s)", emails));
    }

    Map<String, ContactId> byExternalId(Collection<String> externalIds) {
        return withFormer(
                Kind.EXTERNAL_ID,
                externalIds,
                rows.byText("SELECT external_id, id FROM contact WHERE external_id IN (%s)", externalIds));
    }

    /** Who each id is today; ids of nobody are missing. */
    Map<ContactId, ContactId> current(Collection<ContactId> ids) {
        var known = new HashMap<String, ContactId>();
        rows.existing(ids).forEach(id -> known.put(id.toString(), id));
        var all = withFormer(Kind.ID, ids.stream().map(ContactId::toString).toList(), known);
        var current = new HashMap<ContactId, ContactId>();
        all.forEach((text, id) -> current.put(ContactId.of(text), id));
        return current;
    }

    private Map<String, ContactId> withFormer(Kind kind, Collection<String> asked, Map<String, ContactId> known) {
        var missing = new HashSet<>(asked);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            known.putAll(rows.byText(
                    "SELECT alias_value, contact_id FROM contact_alias WHERE alias_kind = '" + kind
                            + "' AND alias_value IN (%s)",
                    missing));
        }
        return known;
    }

    /** From now on the loser's names are the winner's. */
    void take(ContactCard winner, ContactCard loser) {
        var names = new ArrayList<Object[]>();
        add(names, winner, Kind.ID, loser.id().toString());
        for (var card : new ContactCard[] {winner, loser}) {
            add(names, winner, Kind.EMAIL, card.email());
            add(names, winner, Kind.EXTERNAL_ID, card.externalId());
        }
        jdbc.batchUpdate(
                "INSERT IGNORE INTO contact_alias (alias_kind, alias_value, contact_id) VALUES (?, ?, ?)", names);
    }

    /** A record that is there again has its names for itself. */
    void giveBack(Collection<ContactCard> cards) {
        for (var card : cards) {
            for (var name : new @Nullable String[] {card.id().toString(), card.email(), card.externalId()}) {
                if (name != null) {
                    jdbc.update("DELETE FROM contact_alias WHERE alias_value = ?", name);
                }
            }
        }
    }

    /** Addresses under which the contact is known besides its own. */
    List<String> formerEmails(ContactId contact) {
        return jdbc.queryForList(
                "SELECT alias_value FROM contact_alias WHERE contact_id = ? AND alias_kind = ?",
                String.class,
                contact.value(),
                Kind.EMAIL.name());
    }

    private static void add(ArrayList<Object[]> names, ContactCard winner, Kind kind, @Nullable String name) {
        if (name != null) {
            names.add(new Object[] {kind.name(), name, winner.id().value()});
        }
    }
}
