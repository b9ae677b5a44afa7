package org.minori.contacts;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.minori.contacts.ContactQuery.Order;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists contacts page by page, so that the last page costs no more than the first. */
@Service
@Transactional(readOnly = true)
public class ContactLists {

    /** Above it a count is "more than": nobody reads on, and counting would cost more than the page. */
    public static final int MOST_COUNTED = 10_000;

    /** Up to so many hits of a search are sorted by themselves; with more of them the order's index finds a page soon. */
    private static final int FEW_HITS = 1_000;

    private final JdbcTemplate jdbc;
    private final ContactRows rows;

    ContactLists(JdbcTemplate jdbc, ContactRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** How many there are; {@code more} when counting stopped at {@link #MOST_COUNTED}. */
    public record Count(long number, boolean more) {}

    private record Row(ContactId id, String sortValue) {}

    /** One page of cards. */
    public PageOf<ContactCard> page(ContactQuery query) {
        var page = PageOf.of(find(query), query.limit(), row -> cursor(query.order(), row));
        var cards = rows.cards(page.items().stream().map(Row::id).toList());
        return new PageOf<>(
                page.items().stream()
                        .map(row -> cards.get(row.id()))
                        .filter(Objects::nonNull)
                        .toList(),
                page.next());
    }

    /** How many the query finds, for which the page that was read may be answer enough. */
    public Count count(ContactQuery query, PageOf<ContactCard> page) {
        return query.after() == null && page.next() == null
                ? new Count(page.items().size(), false)
                : count(query);
    }

    public Count count(ContactQuery query) {
        var filter = ContactFilter.of(query);
        if (filter.isEmpty()) {
            var all = jdbc.queryForObject("SELECT COUNT(*) FROM contact", Long.class);
            return new Count(all == null ? 0 : all, false);
        }
        var number = jdbc.queryForObject(
                "SELECT COUNT(*) FROM (SELECT 1 FROM %s LIMIT %d) counted"
                        .formatted(filter.fromAndWhere(), MOST_COUNTED + 1),
                Long.class,
                filter.arguments().toArray());
        long counted = number == null ? 0 : number;
        return new Count(Math.min(counted, MOST_COUNTED), counted > MOST_COUNTED);
    }

    /** All tags by name, for a choice. */
    public List<String> tags() {
        return jdbc.queryForList("SELECT tag FROM tag ORDER BY tag LIMIT 1000", String.class);
    }

    private List<Row> find(ContactQuery query) {
        var filter = ContactFilter.of(query);
        if (filter.isNarrowed() && query.order() != Order.NEWEST && query.order() != Order.OLDEST) {
            var few = jdbc.queryForList(
                    "SELECT c.id FROM %s LIMIT %d".formatted(filter.fromAndWhere(), FEW_HITS + 1),
                    Long.class,
                    filter.arguments().toArray());
            return few.size() <= FEW_HITS ? sorted(query, few) : ordered(query, filter.probing());
        }
        return ordered(query, filter);
    }

    /** Sorts few hits here: asked for an order, the database would rather walk the whole index of it. */
    private List<Row> sorted(ContactQuery query, List<Long> ids) {
        var after = query.after() == null ? null : read(query.order(), query.after());
        var order = Comparator.comparing(Row::sortValue)
                .thenComparing(row -> row.id().value());
        var direction = query.order() == Order.CHANGED ? order.reversed() : order;
        return rows.sortValues(ids, query.order() == Order.CHANGED ? "updated_at" : "sort_name").entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .filter(row -> after == null || direction.compare(row, after) > 0)
                .sorted(direction)
                .limit(query.limit() + 1L)
                .toList();
    }

    private List<Row> ordered(ContactQuery query, ContactFilter filter) {
        var order = query.order();
        var column = switch (order) {
            case NEWEST, OLDEST -> filter.idColumn();
            case NAME -> "c.sort_name";
            case CHANGED -> "c.updated_at";
        };
        var descending = order == Order.NEWEST || order == Order.CHANGED;
        var arguments = new ArrayList<>(filter.arguments());
        var sql =
                new StringBuilder("SELECT %s, %s FROM %s".formatted(filter.idColumn(), column, filter.fromAndWhere()));
        if (query.after() != null) {
            after(query, column, descending ? "<" : ">", filter, sql, arguments);
        }
        var direction = descending ? " DESC" : "";
        sql.append(" ORDER BY ").append(column).append(direction);
        if (!column.equals(filter.idColumn())) {
            sql.append(", ").append(filter.idColumn()).append(direction);
        }
        sql.append(" LIMIT ").append(query.limit() + 1);
        return jdbc.query(
                sql.toString(),
                (row, number) ->
                        new Row(new ContactId(row.getLong(1)), ContactRows.sortValue(row, 2, order == Order.CHANGED)),
                arguments.toArray());
    }

    private static void after(
            ContactQuery query,
            String column,
            String beyond,
            ContactFilter filter,
            StringBuilder sql,
            List<Object> arguments) {
        var last = read(query.order(), Objects.requireNonNull(query.after()));
        if (column.equals(filter.idColumn())) {
            sql.append(" AND %s %s ?".formatted(column, beyond));
            arguments.add(last.id().value());
            return;
        }
        Object value = query.order() == Order.CHANGED ? LocalDateTime.parse(last.sortValue()) : last.sortValue();
        sql.append(" AND (%1$s %2$s ? OR (%1$s = ? AND %3$s %2$s ?))".formatted(column, beyond, filter.idColumn()));
        arguments.add(value);
        arguments.add(value);
        arguments.add(last.id().value());
    }

    private static String cursor(Order order, Row row) {
        if (order == Order.NEWEST || order == Order.OLDEST) {
            return row.id().toString();
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((row.id() + " " + row.sortValue()).getBytes(StandardCharsets.UTF_8));
    }

    private static Row read(Order order, String cursor) {
        try {
            if (order == Order.NEWEST || order == Order.OLDEST) {
                return new Row(ContactId.of(cursor), "");
            }
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            var row = new Row(ContactId.of(text.substring(0, Math.max(space, 0))), text.substring(space + 1));
            if (order == Order.CHANGED) {
                LocalDateTime.parse(row.sortValue());
            }
            return row;
        } catch (IllegalArgumentException | DateTimeParseException notOurs) {
            throw new InvalidInput("after", "contacts.error.after");
        }
    }
}
