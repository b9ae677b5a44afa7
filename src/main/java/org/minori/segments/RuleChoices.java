package org.minori.segments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.contacts.Stage;
import org.minori.scoring.LeadScores;
import org.minori.web.Texts;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the builder offers: everything that a rule can name, with the words that people know it by. */
@Service
public class RuleChoices {

    private final ContactDirectory contacts;
    private final LeadScores scores;
    private final SegmentShelf shelf;
    private final EventNames events;
    private final JdbcClient jdbc;
    private final Texts texts;

    RuleChoices(
            ContactDirectory contacts,
            LeadScores scores,
            SegmentShelf shelf,
            EventNames events,
            JdbcClient jdbc,
            Texts texts) {
        this.contacts = contacts;
        this.scores = scores;
        this.shelf = shelf;
        this.events = events;
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** One line of a menu. */
    public record Choice(String value, String label) {}

    /** A field with its type, which names a list of {@link Menus#operators}. */
    public record Field(String value, String label, String type) {}

    /** An operator and what it takes: {@code value}, {@code list}, {@code days} or {@code nothing}. */
    public record FieldOperator(String value, String label, String takes) {}

    /** All menus of the builder. */
    public record Menus(
            List<Field> fields,
            List<Field> companyFields,
            Map<String, List<FieldOperator>> operators,
            List<Choice> comparisons,
            List<Choice> tags,
            List<Choice> stages,
            List<Choice> scores,
            List<Choice> events,
            List<Choice> segments,
            List<Choice> scenarios,
            List<Choice> participations) {}

    /** The menus in the reader's language. */
    @Transactional(readOnly = true)
    public Menus menus() {
        var locale = LocaleContextHolder.getLocale();
        return new Menus(
                contacts.fields().stream().map(field -> field(field, locale)).toList(),
                CompanyFields.ALL.stream().map(field -> field(field, locale)).toList(),
                operators(),
                List.of(Operator.GE, Operator.LE, Operator.GT, Operator.LT, Operator.EQ, Operator.NE).stream()
                        .map(operator ->
                                new Choice(operator.word(), texts.of("segments.comparison." + operator.word())))
                        .toList(),
                same(jdbc.sql("SELECT tag FROM tag ORDER BY tag LIMIT 1000")
                        .query(String.class)
                        .list()),
                List.of(Stage.values()).stream()
                        .map(stage -> new Choice(stage.name(), texts.of("web.stage." + stage.name())))
                        .toList(),
                scores.names().stream()
                        .map(name -> new Choice(
                                name, name.equals(LeadScores.OVERALL) ? texts.of("segments.score.overall") : name))
                        .toList(),
                choices(events.all()),
                shelf.all().stream()
                        .map(segment -> new Choice(segment.key(), segment.name()))
                        .toList(),
                choices(events.scenarios()),
                List.of(Rule.Participation.values()).stream()
                        .map(status -> new Choice(
                                status.name().toLowerCase(Locale.ROOT),
                                texts.of("segments.participation." + status.name())))
                        .toList());
    }

    /** Dates that are moments have no anniversary that both databases could compute, so the menu of the field leaves it out. */
    private static Field field(ContactField field, Locale locale) {
        return new Field(field.key(), field.label(locale), typeOf(field));
    }

    private static String typeOf(ContactField field) {
        return field.column() != null && FieldSql.isMoment(field.column())
                ? "MOMENT"
                : field.type().name();
    }

    private Map<String, List<FieldOperator>> operators() {
        var all = new LinkedHashMap<String, List<FieldOperator>>();
        for (var type : ContactField.Type.values()) {
            all.put(type.name(), operators(new ContactField("", "", "", type, null)));
        }
        all.put("MOMENT", operators(new ContactField("", "", "", ContactField.Type.DATE, "created_at")));
        return all;
    }

    private List<FieldOperator> operators(ContactField field) {
        boolean date = field.type() == ContactField.Type.DATE;
        return Operator.of(field).stream()
                .filter(operator -> !date || (operator != Operator.LT && operator != Operator.GT))
                .map(operator -> new FieldOperator(
                        operator.word(),
                        texts.of("segments.operator." + (date ? "date." : "") + operator.word()),
                        takes(operator)))
                .toList();
    }

    private static String takes(Operator operator) {
        if (operator.takesNoValue()) {
            return "nothing";
        }
        if (operator.takesDays()) {
            return "days";
        }
        return operator.takesList() ? "list" : "value";
    }

    private static List<Choice> choices(Map<String, String> names) {
        return names.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Choice> same(List<String> values) {
        return values.stream().map(value -> new Choice(value, value)).toList();
    }
}
