package org.minori.contacts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The FROM and WHERE of a list of contacts; what people typed is only ever an argument. */
final class ContactFilter {

    private static final int MOST_WORDS = 5;

    private final String from;
    private final String idColumn;
    private final boolean narrowed;
    private final List<String> terms = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final ContactQuery query;

    private ContactFilter(ContactQuery query, String from, String idColumn, boolean narrowed) {
        this.query = query;
        this.from = from;
        this.idColumn = idColumn;
        this.narrowed = narrowed;
    }

    /** Begins with the table that narrows most; the contact itself is joined only where it is asked for something. */
    static ContactFilter of(ContactQuery query) {
        var words = words(query);
        var joins = new ArrayList<String>();
        if (query.tag() != null) {
            joins.add("contact_tag t");
        }
        if (!words.isEmpty()) {
            joins.add("contact_search s");
        }
        boolean narrowed = !joins.isEmpty();
        if (!narrowed || query.stage() != null || query.company() != null || !isById(query)) {
            joins.add("contact c");
        }
        var idColumn = idColumn(joins.get(0));
        var from = new StringBuilder(joins.get(0));
        for (var table : joins.subList(1, joins.size())) {
            from.append(" JOIN %s ON %s = %s".formatted(table, idColumn(table), idColumn));
        }
        var filter = new ContactFilter(query, from.toString(), idColumn, narrowed);
        if (query.tag() != null) {
            filter.terms.add("t.tag = ?");
            filter.arguments.add(Spelling.tag(query.tag()));
        }
        filter.addWords(words);
        filter.addRest();
        return filter;
    }

    private static String idColumn(String table) {
        return table.endsWith(" c") ? "c.id" : table.substring(table.length() - 1) + ".contact_id";
    }

    private static boolean isById(ContactQuery query) {
        return query.order() == ContactQuery.Order.NEWEST || query.order() == ContactQuery.Order.OLDEST;
    }

    private static List<String> words(ContactQuery query) {
        if (query.text() == null) {
            return List.of();
        }
        return Arrays.stream(Spelling.oneLine(Spelling.foldAscii(query.text())).split(" "))
                .map(Spelling::searchable)
                .map(word -> word.contains("(") ? Spelling.companyKey(word) : word)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    private void addWords(List<String> words) {
        for (var word : words) {
            terms.add("s.words LIKE ? ESCAPE '!'");
            arguments.add("%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
    }

    private void addRest() {
        if (query.stage() != null) {
            terms.add("c.stage = ?");
            arguments.add(query.stage().name());
        }
        if (query.company() != null) {
            terms.add("c.company_id = ?");
            arguments.add(query.company().value());
        }
    }

    /** The same contacts, met in the order of an index of the contact and asked one by one whether they match. */
    ContactFilter probing() {
        var filter = new ContactFilter(query, "contact c", "c.id", true);
        filter.addWords(words(query));
        if (!filter.terms.isEmpty()) {
            var words = String.join(" AND ", filter.terms);
            filter.terms.clear();
            filter.terms.add("EXISTS (SELECT 1 FROM contact_search s WHERE s.contact_id = c.id AND " + words + ")");
        }
        if (query.tag() != null) {
            filter.terms.add("EXISTS (SELECT 1 FROM contact_tag t WHERE t.contact_id = c.id AND t.tag = ?)");
            filter.arguments.add(Spelling.tag(query.tag()));
        }
        filter.addRest();
        return filter;
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether another table than the contact's decides, which no order of the contact's helps. */
    boolean isNarrowed() {
        return narrowed;
    }

    String idColumn() {
        return idColumn;
    }

    String fromAndWhere() {
        return from + " WHERE " + (terms.isEmpty() ? "1 = 1" : String.join(" AND ", terms));
    }

    List<Object> arguments() {
        return arguments;
    }
}
