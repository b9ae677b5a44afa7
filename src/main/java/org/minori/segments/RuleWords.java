package org.minori.segments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.minori.contacts.ContactField;
import org.minori.contacts.Stage;
import org.minori.web.Texts;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Reads a rule out as a sentence, so that its maker can hear whether it says what was meant. */
@Component
class RuleWords {

    private final Texts texts;
    private final SegmentShelf shelf;
    private final EventNames events;

    RuleWords(Texts texts, SegmentShelf shelf, EventNames events) {
        this.texts = texts;
        this.shelf = shelf;
        this.events = events;
    }

    String of(Rule rule) {
        return rule.read(new Sentence(LocaleContextHolder.getLocale()));
    }

    private final class Sentence implements Rule.Reading<String> {

        private final Locale locale;
        private int depth;

        private Sentence(Locale locale) {
            this.locale = locale;
        }

        private String say(String key, Object... arguments) {
            return texts.of("segments.words." + key, arguments);
        }

        @Override
        public String all(List<Rule> parts) {
            return parts.isEmpty() ? say("everybody") : joined(parts, say("and"));
        }

        @Override
        public String any(List<Rule> parts) {
            return joined(parts, say("or"));
        }

        private String joined(List<Rule> parts, String word) {
            depth++;
            var text = parts.stream().map(part -> part.read(this)).collect(Collectors.joining(word));
            depth--;
            return depth == 0 || parts.size() == 1 ? text : say("group", text);
        }

        @Override
        public String not(Rule part) {
            depth++;
            var text = part.read(this);
            depth--;
            return say("not", text);
        }

        @Override
        public String field(ContactField field, Operator operator, List<Object> values) {
            var shown = values.stream().map(this::value).collect(Collectors.joining(say("listComma")));
            var key = field.type() == ContactField.Type.BOOLEAN && !operator.takesNoValue()
                    ? "field.is" + (Boolean.TRUE.equals(values.get(0)) == (operator == Operator.EQ) ? "True" : "False")
                    : "field." + operator.word();
            return say(key, field.label(locale), shown);
        }

        private String value(Object value) {
            if (value instanceof LocalDate day) {
                return day.format(
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
            }
            return value instanceof BigDecimal number
                    ? String.format(locale, number.scale() <= 0 ? "%,.0f" : "%s", number)
                    : value.toString();
        }

        @Override
        public String tag(String tag) {
            return say("tag", tag);
        }

        @Override
        public String stage(Set<Stage> stages) {
            return say(
                    "stage",
                    stages.stream()
                            .map(stage -> texts.of("web.stage." + stage.name()))
                            .collect(Collectors.joining(say("listComma"))));
        }

        @Override
        public String score(String score, Operator operator, int value) {
            var name = score.equals("overall") ? texts.of("segments.score.overall") : score;
            return say("score", name, times(operator, Integer.toString(value)));
        }

        private String times(Operator operator, String value) {
            return say("number." + operator.word(), value);
        }

        @Override
        public String did(Rule.Did did) {
            var name = did.where().isEmpty()
                    ? events.nameOf(did.type())
                    : say(
                            "where",
                            events.nameOf(did.type()),
                            did.where().entrySet().stream()
                                    .map(entry -> detail(entry.getKey(), entry.getValue()))
                                    .collect(Collectors.joining(say("listComma"))));
            var since = did.withinDays() == null ? "" : say("withinDays", Integer.toString(did.withinDays()));
            if (did.times() == Operator.GE && did.count() == 1) {
                return say("did", since, name);
            }
            return say("didTimes", since, name, times(did.times(), say("times", Integer.toString(did.count()))));
        }

        private String detail(String name, String value) {
            return switch (name) {
                case "subject" -> say("detail.subject", value);
                case "urlPattern" -> say("detail.urlPattern", value);
                default -> say("detail.other", name, value);
            };
        }

        @Override
        public String segment(String key) {
            return say("segment", shelf.find(key).map(Segment::name).orElse(key));
        }

        @Override
        public String scenario(String key, Rule.Participation status) {
            return say("scenario." + status.name(), events.scenarioName(key));
        }

        @Override
        public String consent() {
            return say("consent");
        }

        @Override
        public String bucket(int of, Set<Integer> in) {
            var numbers = in.stream()
                    .map(number -> Integer.toString(number + 1))
                    .collect(Collectors.joining(say("listComma")));
            return say("bucket", Integer.toString(of), numbers);
        }
    }
}
