package org.minori.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField;
import org.minori.contacts.Stage;

/** Reads the rule tree that people and programs send; what it does not know by name does not get past it. */
final class RuleReader {

    /** A key of a segment or scenario. */
    static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";

    private static final String NAME = "[A-Za-z][A-Za-z0-9_.-]{0,63}";
    private static final String SCORE = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final int DEEPEST = 10;
    private static final int MOST_LEAVES = 200;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_BUCKETS = 1_000;
    private static final Set<String> KINDS = Set.of(
            "all",
            "any",
            "not",
            "field",
            "tag",
            "stage",
            "score",
            "did",
            "segment",
            "scenario",
            "consent",
            "company",
            "bucket");

    private final FieldLeaves fields;
    private final SegmentCheck segments;
    private final RuleFaults faults = new RuleFaults();
    private int leaves;

    private RuleReader(List<ContactField> fields, SegmentCheck segments) {
        this.fields = new FieldLeaves(fields, faults);
        this.segments = segments;
    }

    /** What speaks against naming another segment: the message to give, or nothing. */
    interface SegmentCheck {
        @Nullable
        String faultOf(String key);
    }

    /** The rule, or InvalidInput with every fault and its path below {@code rule}. */
    static Rule read(@Nullable JsonNode tree, List<ContactField> fields, SegmentCheck segments) {
        var reader = new RuleReader(fields, segments);
        var rule = reader.node(tree, "rule", 1);
        reader.faults.throwIfAny();
        if (rule == null) {
            throw new IllegalStateException("a rule that is not there has a fault");
        }
        return rule;
    }

    private @Nullable Rule node(@Nullable JsonNode node, String path, int depth) {
        if (node == null || !node.isObject()) {
            return faults.at(path, "needsCondition");
        }
        if (depth > DEEPEST) {
            return faults.at(path, "tooDeep", DEEPEST);
        }
        var kinds = new TreeSet<String>();
        node.fieldNames().forEachRemaining(name -> {
            if (KINDS.contains(name)) {
                kinds.add(name);
            }
        });
        if (kinds.size() != 1) {
            return notOneKind(node, path, kinds);
        }
        var kind = kinds.first();
        return switch (kind) {
            case "all", "any" -> group(node, path, depth, kind);
            case "not" -> not(node, path, depth);
            default -> leaf(node, path, kind);
        };
    }

    private @Nullable Rule notOneKind(JsonNode node, String path, Set<String> kinds) {
        if (!kinds.isEmpty()) {
            return faults.at(path, "mixed", String.join(", ", kinds));
        }
        var names = node.fieldNames();
        return names.hasNext()
                ? faults.at(path, "unknownKind", RuleFaults.echo(names.next()))
                : faults.at(path, "needsCondition");
    }

    private @Nullable Rule group(JsonNode node, String path, int depth, String kind) {
        faults.onlyKeys(node, path, Set.of(kind));
        var list = node.get(kind);
        if (!list.isArray()) {
            return faults.at(path + "." + kind, "needsList");
        }
        if (list.isEmpty() && kind.equals("any")) {
            return faults.at(path + ".any", "emptyAny");
        }
        if (list.size() > MOST_LEAVES) {
            return faults.at(path + "." + kind, "tooLarge", MOST_LEAVES);
        }
        var parts = new ArrayList<Rule>();
        for (int i = 0; i < list.size(); i++) {
            var part = node(list.get(i), path + "." + kind + "[" + i + "]", depth + 1);
            if (part != null) {
                parts.add(part);
            }
        }
        return kind.equals("all") ? new Rule.All(parts) : new Rule.Any(parts);
    }

    private @Nullable Rule not(JsonNode node, String path, int depth) {
        faults.onlyKeys(node, path, Set.of("not"));
        var part = node(node.get("not"), path + ".not", depth + 1);
        return part == null ? null : new Rule.Not(part);
    }

    private @Nullable Rule leaf(JsonNode node, String path, String kind) {
        leaves++;
        if (leaves > MOST_LEAVES) {
            return leaves == MOST_LEAVES + 1 ? faults.at(path, "tooLarge", MOST_LEAVES) : null;
        }
        return switch (kind) {
            case "field" -> fields.contactField(node, path);
            case "company" -> fields.companyField(node, path);
            case "tag" -> tag(node, path);
            case "stage" -> stage(node, path);
            case "score" -> score(node, path);
            case "did" -> did(node, path);
            case "segment" -> segment(node, path);
            case "scenario" -> scenario(node, path);
            case "consent" -> consent(node, path);
            case "bucket" -> bucket(node, path);
            default -> throw new IllegalStateException(kind);
        };
    }

    private @Nullable Rule tag(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("tag"));
        var tag = faults.text(node.get("tag"), path + ".tag", 100);
        return tag == null ? null : new Rule.HasTag(tag);
    }

    private @Nullable Rule stage(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("stage"));
        var given = node.get("stage");
        var stages = EnumSet.noneOf(Stage.class);
        if (given.isTextual()) {
            addStage(stages, given, path + ".stage");
        } else if (given.isArray() && !given.isEmpty() && given.size() <= Stage.values().length) {
            for (int i = 0; i < given.size(); i++) {
                addStage(stages, given.get(i), path + ".stage[" + i + "]");
            }
        } else {
            return faults.at(path + ".stage", "needsStage");
        }
        return new Rule.InStage(stages);
    }

    private void addStage(Set<Stage> stages, JsonNode given, String path) {
        for (var stage : Stage.values()) {
            if (stage.name().equals(given.textValue())) {
                stages.add(stage);
                return;
            }
        }
        faults.at(path, "unknownStage", RuleFaults.echo(given.asText()));
    }

    private @Nullable Rule score(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("score", "op", "value"));
        var score = faults.word(node.get("score"), path + ".score", SCORE);
        var operator = faults.operator(node.get("op"), path + ".op", Operator.OF_NUMBERS);
        var value = faults.number(node.get("value"), path + ".value", -1_000_000_000, 1_000_000_000);
        return score == null || operator == null || value == null ? null : new Rule.ScoreIs(score, operator, value);
    }

    private @Nullable Rule did(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("did", "where", "times", "withinDays"));
        var type = faults.word(node.get("did"), path + ".did", NAME);
        var where = where(node.get("where"), path + ".where");
        var days = node.has("withinDays")
                ? faults.number(node.get("withinDays"), path + ".withinDays", 1, MOST_DAYS)
                : null;
        var operator = Operator.GE;
        var count = Integer.valueOf(1);
        if (node.has("times")) {
            var times = node.get("times");
            if (!times.isObject()) {
                return faults.at(path + ".times", "needsTimes");
            }
            faults.onlyKeys(times, path + ".times", Set.of("op", "value"));
            operator = faults.operator(times.get("op"), path + ".times.op", Operator.OF_NUMBERS);
            count = faults.number(times.get("value"), path + ".times.value", 0, 1_000_000);
        }
        return type == null || operator == null || count == null
                ? null
                : new Rule.Did(type, where, operator, count, days);
    }

    private Map<String, String> where(@Nullable JsonNode where, String path) {
        var details = new LinkedHashMap<String, String>();
        if (where == null) {
            return details;
        }
        if (!where.isObject() || where.size() > 10) {
            faults.at(path, "needsWhere");
            return details;
        }
        where.fields().forEachRemaining(entry -> {
            var here = path + "." + RuleFaults.echo(entry.getKey());
            if (!entry.getKey().matches(NAME)) {
                faults.at(here, "badName", RuleFaults.echo(entry.getKey()));
                return;
            }
            var value = entry.getValue();
            var text = value.isNumber() || value.isBoolean() ? value.asText() : faults.text(value, here, 500);
            if (text != null) {
                details.put(entry.getKey(), text);
            }
        });
        return details;
    }

    private @Nullable Rule segment(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("segment"));
        var key = faults.word(node.get("segment"), path + ".segment", KEY);
        if (key == null) {
            return null;
        }
        var fault = segments.faultOf(key);
        return fault == null ? new Rule.InSegment(key) : faults.at(path + ".segment", fault, key);
    }

    private @Nullable Rule scenario(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("scenario", "status"));
        var key = faults.word(node.get("scenario"), path + ".scenario", KEY);
        var status = Rule.Participation.EVER;
        if (node.has("status")) {
            for (var known : Rule.Participation.values()) {
                if (known.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(node.get("status").textValue())) {
                    return key == null ? null : new Rule.InScenario(key, known);
                }
            }
            return faults.at(
                    path + ".status",
                    "unknownStatus",
                    RuleFaults.echo(node.get("status").asText()));
        }
        return key == null ? null : new Rule.InScenario(key, status);
    }

    private @Nullable Rule consent(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("consent"));
        return "marketing".equals(node.get("consent").textValue())
                ? new Rule.HasConsent()
                : faults.at(path + ".consent", "unknownConsent");
    }

    private @Nullable Rule bucket(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("bucket"));
        var bucket = node.get("bucket");
        if (!bucket.isObject()) {
            return faults.at(path + ".bucket", "needsBucket");
        }
        faults.onlyKeys(bucket, path + ".bucket", Set.of("of", "in"));
        var of = faults.number(bucket.get("of"), path + ".bucket.of", 2, MOST_BUCKETS);
        var list = bucket.get("in");
        if (of == null) {
            return null;
        }
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > of) {
            return faults.at(path + ".bucket.in", "needsBucket");
        }
        var in = new TreeSet<Integer>();
        for (int i = 0; i < list.size(); i++) {
            var number = faults.number(list.get(i), path + ".bucket.in[" + i + "]", 0, of - 1);
            if (number != null) {
                in.add(number);
            }
        }
        return new Rule.InBucket(of, in);
    }
}
