package org.minori.scenarios.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.authoring.ScenarioOutline.Way;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.scenarios.reading.ScenarioChanges.Change;
import org.minori.scenarios.reading.ScenarioChanges.Kind;
import org.minori.scenarios.reading.ScenarioChanges.Setting;
import org.minori.scenarios.reading.ScenarioChanges.Value;

/** Compares two drawings by the ids of their elements: what was moved on the paper only is no change. */
final class Comparing {

    private final ScenarioOutline before;
    private final ScenarioOutline after;
    private final StepCatalogue catalogue;
    private final Labels labels;
    private final StepWords steps;
    private final ConditionWords conditionsBefore;
    private final ConditionWords conditionsAfter;

    Comparing(ScenarioOutline before, ScenarioOutline after, StepCatalogue catalogue, Labels labels, StepWords steps) {
        this.before = before;
        this.after = after;
        this.catalogue = catalogue;
        this.labels = labels;
        this.steps = steps;
        this.conditionsBefore = new ConditionWords(labels, catalogue, before);
        this.conditionsAfter = new ConditionWords(labels, catalogue, after);
    }

    ScenarioChanges compare() {
        var changes = new ArrayList<Change>();
        after.nodes().stream()
                .filter(node -> before.node(node.id()).isEmpty())
                .forEach(node -> changes.add(whole(node, Kind.ADDED)));
        before.nodes().stream()
                .filter(node -> after.node(node.id()).isEmpty())
                .forEach(node -> changes.add(whole(node, Kind.REMOVED)));
        for (var node : after.nodes()) {
            before.node(node.id())
                    .ifPresent(old -> changed(changes, node.id(), labels.name(node), settings(old, node)));
        }
        for (var way : after.ways()) {
            way(before, way.id())
                    .ifPresentOrElse(
                            old -> changed(changes, way.id(), name(after, way), settings(old, way)),
                            () -> changes.addAll(betweenKnown(way, after, before, Kind.ADDED)));
        }
        before.ways().stream()
                .filter(way -> way(after, way.id()).isEmpty())
                .forEach(way -> changes.addAll(betweenKnown(way, before, after, Kind.REMOVED)));
        return new ScenarioChanges(List.copyOf(changes));
    }

    private static void changed(List<Change> changes, String id, String name, List<Setting> settings) {
        if (!settings.isEmpty()) {
            changes.add(new Change(id, Kind.CHANGED, name, "", settings));
        }
    }

    private Change whole(Node node, Kind kind) {
        var step = node.step();
        var says = step == null || step.kind().startsWith("start") ? "" : steps.says(node);
        return new Change(node.id(), kind, labels.name(node), says, List.of());
    }

    /** An arrow of its own is worth saying only where both of its ends are in both drawings. */
    private List<Change> betweenKnown(Way way, ScenarioOutline here, ScenarioOutline there, Kind kind) {
        boolean known =
                there.node(way.source()).isPresent() && there.node(way.target()).isPresent();
        return known ? List.of(new Change(way.id(), kind, name(here, way), "", List.of())) : List.of();
    }

    private List<Setting> settings(Node old, Node node) {
        var settings = new ArrayList<Setting>();
        differ(settings, labels.text("scenarios.changes.name"), old.name(), node.name());
        differ(settings, labels.text("scenarios.changes.kind"), kind(old), kind(node));
        differ(settings, labels.text("scenarios.changes.result"), result(old), result(node));
        differ(settings, labels.text("scenarios.changes.at"), place(before, old), place(after, node));
        var was = old.step();
        var is = node.step();
        if (was != null && is != null && was.kind().equals(is.kind())) {
            settings.addAll(parameters(was, is));
        }
        return settings;
    }

    private List<Setting> parameters(Step was, Step is) {
        var settings = new ArrayList<Setting>();
        catalogue.find(is.kind()).stream()
                .flatMap(kind -> kind.parameters().stream())
                .filter(parameter -> !Objects.equals(
                        was.parameter(parameter.name(), parameter.otherwise()),
                        is.parameter(parameter.name(), parameter.otherwise())))
                .forEach(parameter -> settings.add(setting(
                        labels.text("authoring.parameter." + parameter.name()),
                        new Value(steps.value(parameter, was), steps.page(parameter, was)),
                        new Value(steps.value(parameter, is), steps.page(parameter, is)))));
        return settings;
    }

    private List<Setting> settings(Way old, Way way) {
        var settings = new ArrayList<Setting>();
        differ(settings, labels.text("scenarios.changes.from"), end(before, old.source()), end(after, way.source()));
        differ(settings, labels.text("scenarios.changes.to"), end(before, old.target()), end(after, way.target()));
        differ(
                settings,
                labels.text("scenarios.changes.condition"),
                condition(old, conditionsBefore),
                condition(way, conditionsAfter));
        return settings;
    }

    private String condition(Way way, ConditionWords words) {
        if (way.otherwise()) {
            return labels.text("scenarios.changes.otherwise");
        }
        return way.condition() == null ? "" : words.of(way.condition());
    }

    private String kind(Node node) {
        var step = node.step();
        return step == null ? "" : labels.text("authoring.step." + step.kind() + ".name");
    }

    private String result(Node node) {
        return node.type().equals("endEvent") && !node.result().isEmpty()
                ? labels.text("studio.result." + node.result())
                : "";
    }

    private String place(ScenarioOutline outline, Node node) {
        return node.attachedTo().isEmpty() ? "" : end(outline, node.attachedTo());
    }

    private String name(ScenarioOutline outline, Way way) {
        return labels.text("scenarios.changes.arrow", end(outline, way.source()), end(outline, way.target()));
    }

    private String end(ScenarioOutline outline, String id) {
        return outline.node(id).map(labels::name).orElse(id);
    }

    private static Optional<Way> way(ScenarioOutline outline, String id) {
        return outline.ways().stream().filter(way -> way.id().equals(id)).findFirst();
    }

    private void differ(List<Setting> settings, String name, String was, String is) {
        if (!was.equals(is)) {
            settings.add(setting(name, new Value(was, ""), new Value(is, "")));
        }
    }

    private Setting setting(String name, Value was, Value is) {
        return new Setting(name, orNothing(was), orNothing(is));
    }

    private Value orNothing(Value value) {
        return value.words().isBlank() ? new Value(labels.text("scenarios.changes.nothing"), "") : value;
    }
}
