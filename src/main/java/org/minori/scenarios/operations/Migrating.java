package org.minori.scenarios.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.engine.EngineMigration;
import org.minori.scenarios.runs.RunMoves;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves those who are on their way from one version of a scenario to another: what would come of it, and doing it. */
@Service
@Transactional
public class Migrating {

    private static final int LONGEST_MAPPING = 6_000;

    private final ScenarioDrafts scenarios;
    private final CompiledScenarios compiled;
    private final Definitions definitions;
    private final EngineMigration engine;
    private final MigrationCounts counts;
    private final Batches batches;
    private final AuditLog audit;
    private final ObjectMapper json;

    Migrating(
            ScenarioDrafts scenarios,
            CompiledScenarios compiled,
            Definitions definitions,
            EngineMigration engine,
            MigrationCounts counts,
            Batches batches,
            AuditLog audit,
            ObjectMapper json) {
        this.scenarios = scenarios;
        this.compiled = compiled;
        this.definitions = definitions;
        this.engine = engine;
        this.counts = counts;
        this.batches = batches;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Who is to move where.
     *
     * @param mapping which step of the new version takes over from one of the old, where somebody says so; an empty word
     *     leaves those who rest there in the old version
     * @param before only those who have not come to this step of the old version
     */
    public record Move(
            String scenario,
            int from,
            int to,
            Map<String, String> mapping,
            @Nullable String before) {}

    /** Why nobody can move from a step. */
    public enum Reason {
        /** Somebody said so. */
        STAYS,
        /** The new version has no step of the kind, so that nothing can keep the waiting time or what is waited for. */
        NO_LIKE,
        /** There are such steps, but nobody has said which one takes over. */
        NOT_CHOSEN,
        /** The two steps lie so that the engine can't carry anything over between them. */
        NOT_POSSIBLE
    }

    /** Those who rest at a step from which they can't move. */
    public record Stuck(String element, String name, long count, Reason reason) {}

    /** A step of the new version that can take over. */
    public record Choice(String element, String name) {}

    /**
     * A step of the old version at which contacts can rest.
     *
     * @param to the step that takes over; null when none does
     * @param reason why none does
     */
    public record Place(
            String element,
            String name,
            String type,
            long count,
            @Nullable String to,
            @Nullable Reason reason,
            List<Choice> choices) {}

    /**
     * What would come of a move.
     *
     * @param movable how many would move now
     * @param staying how many of those who are meant would not, since they rest where nothing takes over
     * @param mapping what takes over from what, by element of the old version
     * @param arriving how many would come to rest at each step of the new version
     */
    public record Preview(
            long movable,
            long staying,
            List<Stuck> stuck,
            Map<String, String> mapping,
            List<Place> places,
            Map<String, Long> arriving) {}

    /** What a move means in detail: both drawings, and what takes over from what. */
    record Plan(
            Move move,
            String definition,
            String newDefinition,
            ScenarioOutline old,
            ScenarioOutline next,
            StepMapping mapping,
            Set<String> refused) {}

    /** Says how many would move, and who not and why. */
    @Transactional(readOnly = true)
    public Preview preview(Move move) {
        var plan = plan(move);
        var resting = counts.resting(move);
        var places = new ArrayList<Place>();
        var stuck = new ArrayList<Stuck>();
        for (var node : StepMapping.places(plan.old())) {
            var place = place(node, plan, resting.getOrDefault(node.id(), 0L));
            places.add(place);
            var reason = place.reason();
            if (reason != null && place.count() > 0) {
                stuck.add(new Stuck(node.id(), node.name(), place.count(), reason));
            }
        }
        var takenOver = plan.mapping().places();
        long movable = counts.movable(move, takenOver.keySet());
        var arriving = new TreeMap<String, Long>();
        counts.moving(move, takenOver.keySet())
                .forEach(
                        (element, count) -> arriving.merge(takenOver.getOrDefault(element, element), count, Long::sum));
        return new Preview(
                movable,
                counts.all(move) - movable,
                List.copyOf(stuck),
                plan.mapping().all(),
                List.copyOf(places),
                arriving);
    }

    private static Place place(Node node, Plan plan, long count) {
        var choices = StepMapping.choices(node, plan.next()).stream()
                .map(choice -> new Choice(choice.id(), choice.name()))
                .toList();
        var to = plan.mapping().places().get(node.id());
        return new Place(
                node.id(),
                node.name(),
                node.type(),
                count,
                to,
                to == null ? reason(node, plan, choices) : null,
                choices);
    }

    private static Reason reason(Node node, Plan plan, List<Choice> choices) {
        if (plan.refused().contains(node.id())) {
            return Reason.NOT_POSSIBLE;
        }
        if (choices.isEmpty()) {
            return Reason.NO_LIKE;
        }
        return plan.move().mapping().containsKey(node.id()) ? Reason.STAYS : Reason.NOT_CHOSEN;
    }

    /** Begins to move those who can; says the batch that does it. It can be asked for again for the rest. */
    public long start(Move move) {
        var plan = plan(move);
        if (batches.isWorking(move.scenario(), MigrationKind.NAME)) {
            throw new Refused("operations.migration.going");
        }
        var options = new HashMap<String, String>();
        options.put(MigrationKind.FROM, Integer.toString(move.from()));
        options.put(MigrationKind.TO, Integer.toString(move.to()));
        options.put(MigrationKind.MAPPING, written(move.mapping()));
        if (move.before() != null) {
            options.put(MigrationKind.BEFORE, move.before());
        }
        var runs = counts.movableRuns(move, plan.mapping().places().keySet());
        long batch = batches.add(move.scenario(), MigrationKind.NAME, options, "", runs.sql(), runs.parameters());
        audit.record("scenario.migrationStarted", "scenario:" + move.scenario(), options);
        return batch;
    }

    private String written(Map<String, String> mapping) {
        try {
            var written = json.writeValueAsString(mapping);
            if (written.length() > LONGEST_MAPPING) {
                throw new InvalidInput("mapping", "operations.migration.mapping.long");
            }
            return written;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a batch is one that {@link #start} began. */
    public static boolean moves(Batch batch) {
        return batch.kind().equals(MigrationKind.NAME);
    }

    /** What a batch that {@link #start} began was asked to do. */
    Plan plan(Batch batch) {
        try {
            return plan(new Move(
                    batch.scenario(),
                    Integer.parseInt(batch.option(MigrationKind.FROM)),
                    Integer.parseInt(batch.option(MigrationKind.TO)),
                    json.readValue(batch.option(MigrationKind.MAPPING), new TypeReference<Map<String, String>>() {}),
                    batch.options().get(MigrationKind.BEFORE)));
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException(spoilt);
        }
    }

    private Plan plan(Move move) {
        if (move.from() == move.to()) {
            throw new InvalidInput("to", "operations.migration.same");
        }
        var definition = definitions.of(move.scenario(), move.from());
        var newDefinition = definitions.of(move.scenario(), move.to());
        var old = scenarios.outline(move.scenario(), move.from());
        var next = scenarios.outline(move.scenario(), move.to());
        check(move, old, next);
        var mapping = StepMapping.of(old, next, move.mapping());
        var refused = engine.refused(definition, newDefinition, mapping.moves(old));
        return new Plan(move, definition, newDefinition, old, next, mapping.without(refused), refused);
    }

    private static void check(Move move, ScenarioOutline old, ScenarioOutline next) {
        if (move.before() != null && old.node(move.before()).isEmpty()) {
            throw new InvalidInput("before", "operations.migration.before.unknown", move.before());
        }
        move.mapping().forEach((from, to) -> {
            if (old.node(from).isEmpty()) {
                throw new InvalidInput("mapping", "operations.migration.mapping.unknown", from, move.from());
            }
            if (to.isEmpty()) {
                return;
            }
            var target = next.node(to)
                    .orElseThrow(
                            () -> new InvalidInput("mapping", "operations.migration.mapping.unknown", to, move.to()));
            var rest = StepMapping.Rest.of(old.node(from).orElseThrow());
            if (rest.isEmpty() || !rest.equals(StepMapping.Rest.of(target))) {
                throw unlike(old.node(from).orElseThrow(), target, next, move);
            }
        });
    }

    /** Says what would do instead, or that nothing does. */
    private static InvalidInput unlike(Node place, Node target, ScenarioOutline next, Move move) {
        var choices =
                StepMapping.choices(place, next).stream().map(Migrating::label).collect(Collectors.joining(", "));
        return choices.isEmpty()
                ? new InvalidInput(
                        "mapping",
                        "operations.migration.mapping.unlike.none",
                        label(place),
                        label(target),
                        move.to(),
                        move.from())
                : new InvalidInput(
                        "mapping", "operations.migration.mapping.unlike", label(place), label(target), choices);
    }

    private static String label(Node node) {
        return node.name().isBlank() ? node.id() : node.name();
    }

    /** What moving by the plan changes in our rows. */
    RunMoves.Change change(Plan plan) {
        var move = plan.move();
        var once = new HashMap<String, Set<String>>();
        for (var place : plan.mapping().places().values()) {
            once.computeIfAbsent(place, key -> plan.next().onceAfter(place));
        }
        return new RunMoves.Change(
                move.from(),
                move.to(),
                compiled.of(move.scenario(), move.from()),
                compiled.of(move.scenario(), move.to()),
                plan.mapping().places(),
                plan.mapping().others(),
                once);
    }
}
