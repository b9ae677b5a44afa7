package org.minori.segments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField;
import org.minori.contacts.Stage;

/** Who belongs to a segment, as a tree that was checked: what can be written down here can be asked of the database. */
sealed interface Rule {

    <T> T read(Reading<T> reading);

    /** The leaves, without those of the segments that it names. */
    default Stream<Rule> leaves() {
        return Stream.of(this);
    }

    /** What can be made of a rule; a new kind of leaf does not compile before every reading knows it. */
    interface Reading<T> {
        T all(List<Rule> parts);

        T any(List<Rule> parts);

        T not(Rule part);

        T field(ContactField field, Operator operator, List<Object> values);

        T tag(String tag);

        T stage(Set<Stage> stages);

        T score(String score, Operator operator, int value);

        T did(Did did);

        T segment(String key);

        T scenario(String key, Participation status);

        T consent();

        T bucket(int of, Set<Integer> in);
    }

    /** All of the parts; without parts it is everybody. */
    record All(List<Rule> parts) implements Rule {
        @Override
        public Stream<Rule> leaves() {
            return parts.stream().flatMap(Rule::leaves);
        }

        @Override
        public <T> T read(Reading<T> reading) {
            return reading.all(parts);
        }
    }

    /** At least one of the parts. */
    record Any(List<Rule> parts) implements Rule {
        @Override
        public Stream<Rule> leaves() {
            return parts.stream().flatMap(Rule::leaves);
        }

        @Override
        public <T> T read(Reading<T> reading) {
            return reading.any(parts);
        }
    }

    /** Everybody but those. */
    record Not(Rule part) implements Rule {
        @Override
        public Stream<Rule> leaves() {
            return part.leaves();
        }

        @Override
        public <T> T read(Reading<T> reading) {
            return reading.not(part);
        }
    }

    /** A field of the contact or of its company; values are String, BigDecimal, LocalDate, Boolean, or Integer for days. */
    record FieldIs(ContactField field, Operator operator, List<Object> values) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.field(field, operator, values);
        }
    }

    /** Carries a tag. */
    record HasTag(String tag) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.tag(tag);
        }
    }

    /** Stands in one of the stages. */
    record InStage(Set<Stage> stages) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.stage(stages);
        }
    }

    /** Has a score; nobody is without one, it is zero at first. */
    record ScoreIs(String score, Operator operator, int value) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.score(score, operator, value);
        }
    }

    /** Did something some number of times; what machines did does not count. */
    record Did(
            String type,
            Map<String, String> where,
            Operator times,
            int count,
            @Nullable Integer withinDays) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.did(this);
        }
    }

    /** Belongs to another segment. */
    record InSegment(String key) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.segment(key);
        }
    }

    /** Takes or took part in a scenario. */
    record InScenario(String key, Participation status) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.scenario(key, status);
        }
    }

    /** What a scenario is to a contact. */
    enum Participation {
        RUNNING,
        ENDED,
        EVER
    }

    /** May be written marketing mail. */
    record HasConsent() implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.consent();
        }
    }

    /** Falls into some of equal, random and stable parts of all contacts. */
    record InBucket(int of, Set<Integer> in) implements Rule {
        @Override
        public <T> T read(Reading<T> reading) {
            return reading.bucket(of, in);
        }
    }
}
