package org.minori.segments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.minori.contacts.ContactField;
import org.minori.contacts.Stage;
import org.minori.storage.Utc;

/**
 * Turns a rule into one condition on {@link SqlText#from} for both databases. Every part is true or false, never
 * unknown. Nothing that somebody typed becomes SQL: it is bound.
 */
final class RuleSql implements Rule.Reading<SqlText> {

    /** Scatters ids over equal parts: a multiplication by the golden ratio of a prime, in whole numbers; the prime is too large for an INTEGER, which H2 would count in otherwise. */
    private static final long PRIME = 2_147_483_659L;

    private static final long GOLDEN = 1_327_217_892L;
    private static final int DEEPEST_SEGMENTS = 20;

    /** What another segment means, for the leaf that names it. */
    sealed interface Meaning {
        /** Whoever fulfils the rule. */
        record ByRule(Rule rule) implements Meaning {}

        /** Whoever was put on the list. */
        record ByList() implements Meaning {}
    }

    /** Whom the statement asks about: the database finds its way to a few quite differently from that to all. */
    enum Reach {
        /** A few whom the statement names, or all of them in small parts: each is looked up by itself. */
        SOME,
        /** Everybody: who has what is asked for is found at once, by its index, and put together. */
        ALL
    }

    private final SqlText sql = new SqlText();
    private final Reach reach;
    private final Function<String, Optional<Meaning>> segments;
    private final FieldSql fields;
    private final Instant now;
    private int depth;

    private RuleSql(Reach reach, Function<String, Optional<Meaning>> segments, Instant now, ZoneId zone) {
        this.reach = reach;
        this.segments = segments;
        this.now = now;
        this.fields = new FieldSql(sql, LocalDate.ofInstant(now, zone), zone);
    }

    static SqlText write(
            Rule rule, Reach reach, Function<String, Optional<Meaning>> segments, Instant now, ZoneId zone) {
        return rule.read(new RuleSql(reach, segments, now, zone));
    }

    /** Begins the question whether a table, of the short name, has a row of the contact for which the rest holds. */
    private SqlText has(String table, String name) {
        return sql.add(
                reach == Reach.SOME
                        ? "EXISTS (SELECT 1 FROM " + table + " " + name + " WHERE " + name + ".contact_id = c.id AND "
                        : "c.id IN (SELECT " + name + ".contact_id FROM " + table + " " + name + " WHERE ");
    }

    @Override
    public SqlText all(List<Rule> parts) {
        return parts.isEmpty() ? sql.add("1 = 1") : joined(parts, " AND ");
    }

    @Override
    public SqlText any(List<Rule> parts) {
        return parts.isEmpty() ? sql.add("1 = 0") : joined(parts, " OR ");
    }

    private SqlText joined(List<Rule> parts, String word) {
        sql.add("(");
        for (int i = 0; i < parts.size(); i++) {
            sql.add(i == 0 ? "" : word);
            parts.get(i).read(this);
        }
        return sql.add(")");
    }

    @Override
    public SqlText not(Rule part) {
        sql.add("NOT (");
        part.read(this);
        return sql.add(")");
    }

    @Override
    public SqlText field(ContactField field, Operator operator, List<Object> values) {
        fields.write(field, operator, values);
        return sql;
    }

    @Override
    public SqlText tag(String tag) {
        return has("contact_tag", "g").add("g.tag = ?)", tag);
    }

    @Override
    public SqlText stage(Set<Stage> stages) {
        return sql.add(
                "c.stage IN (" + marks(stages) + ")",
                stages.stream().map(Stage::name).toArray());
    }

    /** Nobody's missing row means zero. */
    @Override
    public SqlText score(String score, Operator operator, int value) {
        var points = sql.joinScore(score) + ".points";
        return operator.zeroPasses(value)
                ? sql.add("(" + points + " IS NULL OR " + points + " " + operator.sign() + " ?)", value)
                : sql.add("(" + points + " IS NOT NULL AND " + points + " " + operator.sign() + " ?)", value);
    }

    @Override
    public SqlText did(Rule.Did did) {
        if (did.times() == Operator.GE && did.count() == 1) {
            has("touchpoint", "t");
            return touchpoints(did).add(")");
        }
        if (reach == Reach.SOME) {
            sql.add("(SELECT COUNT(*) FROM touchpoint t WHERE t.contact_id = c.id AND ");
            return touchpoints(did).add(") " + did.times().sign() + " ?", did.count());
        }
        var not = did.times().zeroPasses(did.count()) ? "NOT " : "";
        // A table of its own, since MySQL goes out from one but not from what is grouped.
        sql.add(not + "c.id IN (SELECT d.contact_id FROM (SELECT t.contact_id FROM touchpoint t WHERE ");
        return touchpoints(did)
                .add(
                        " GROUP BY t.contact_id HAVING " + not + "(COUNT(*) "
                                + did.times().sign() + " ?)) d)",
                        did.count());
    }

    private SqlText touchpoints(Rule.Did did) {
        sql.add("t.type = ? AND t.machine = FALSE", did.type());
        if (did.withinDays() != null) {
            sql.add(" AND t.occurred_at >= ?", Utc.of(now.minus(Duration.ofDays(did.withinDays()))));
        }
        did.where().forEach(this::detail);
        return sql;
    }

    /** Properties are stored as the text of a flat JSON object, in which a quoted name and a quoted value stand side by side nowhere else. */
    private void detail(String name, String value) {
        switch (name) {
            case "subject" -> sql.add(" AND t.subject = ?", value);
            case "urlPattern" -> urlPattern(value);
            default ->
                sql.add(
                        " AND t.properties LIKE ? ESCAPE '!'",
                        "%" + SqlText.literalPattern(quoted(name) + ":" + quoted(value)) + "%");
        }
    }

    /** The path of a page is the subject of its view; the whole address is among the properties. */
    private void urlPattern(String pattern) {
        var wildcards = SqlText.wildcardPattern(pattern.toLowerCase(Locale.ROOT));
        sql.add(
                " AND (LOWER(t.subject) LIKE ? ESCAPE '!' OR LOWER(t.properties) LIKE ? ESCAPE '!')",
                wildcards,
                "%\"url\":\"" + inQuotes(wildcards) + "\"%");
    }

    private static String quoted(String text) {
        return "\"" + inQuotes(text) + "\"";
    }

    private static String inQuotes(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public SqlText segment(String key) {
        var meaning = segments.apply(key);
        if (meaning.isEmpty()) {
            return sql.add("1 = 0");
        }
        if (!(meaning.get() instanceof Meaning.ByRule other)) {
            return has("segment_contact", "x").add("x.segment_key = ?)", key);
        }
        depth++;
        if (depth > DEEPEST_SEGMENTS) {
            throw new IllegalStateException("segments name each other in a circle: " + key);
        }
        other.rule().read(this);
        depth--;
        return sql;
    }

    /** Table {@code enrolment} belongs to the scenarios, which stand above: its columns are agreed, contact_id, scenario_key and status. */
    @Override
    public SqlText scenario(String key, Rule.Participation status) {
        has("enrolment", "e").add("e.scenario_key = ?", key);
        switch (status) {
            case RUNNING -> sql.add(" AND e.status = ?", "RUNNING");
            case ENDED -> sql.add(" AND e.status = ?", "ENDED");
            case EVER -> sql.add(" AND e.status IN (?, ?)", "RUNNING", "ENDED");
        }
        return sql.add(")");
    }

    @Override
    public SqlText consent() {
        return sql.add("(c.consent_basis IS NOT NULL AND c.consent_withdrawn_at IS NULL)");
    }

    @Override
    public SqlText bucket(int of, Set<Integer> in) {
        return sql.add(
                "FLOOR(MOD(MOD(c.id, " + PRIME + ") * " + GOLDEN + ", " + PRIME + ") * ? / " + PRIME + ") IN ("
                        + marks(in) + ")",
                bound(of, in));
    }

    private static Object[] bound(int of, Set<Integer> in) {
        var all = new ArrayList<Object>();
        all.add(of);
        all.addAll(in);
        return all.toArray();
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
