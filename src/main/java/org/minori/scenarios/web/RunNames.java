package org.minori.scenarios.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Says steps and starters as people know them: the name in the drawing, else the word for the kind of step. */
@Component
class RunNames {

    private static final String USER = "user:";

    private static final String SCENARIO = "scenario:";
    private static final Set<String> KNOWN_STARTERS = Set.of("event", "date", "schedule");

    private final CompiledScenarios compiled;
    private final UserAccounts users;
    private final DecisionWords decisions;
    private final Texts texts;

    RunNames(CompiledScenarios compiled, UserAccounts users, DecisionWords decisions, Texts texts) {
        this.compiled = compiled;
        this.users = users;
        this.decisions = decisions;
        this.texts = texts;
    }

    /** A step to choose. */
    record StepChoice(String id, String name, long waiting) {}

    /** One line of a way. */
    record VisitLine(
            String element,
            String name,
            String kind,
            Instant enteredAt,
            @Nullable Instant leftAt,
            @Nullable Instant until,
            @Nullable String why,
            @Nullable Integer movedTo,
            boolean current) {}

    /** What a page notes as the starter of runs. */
    @Nullable
    String me() {
        return users.current().map(user -> USER + user.id()).orElse(null);
    }

    /** Who did something to a run: somebody by name, or another system. */
    String doneBy(String noted) {
        return noted.startsWith(USER) ? startedBy(noted) : texts.of("scenarios.deed.system");
    }

    /** Who or what started a run. */
    String startedBy(@Nullable String noted) {
        if (noted == null || !noted.startsWith(USER)) {
            if (noted != null && noted.startsWith(SCENARIO)) {
                return texts.of("scenarios.startedBy.scenario");
            }
            return texts.of("scenarios.startedBy." + (noted != null && KNOWN_STARTERS.contains(noted) ? noted : "api"));
        }
        return users.find(UserId.of(noted.substring(USER.length())))
                .map(User::name)
                .orElse("–");
    }

    /** The steps at which runs can rest, with how many do. */
    List<StepChoice> steps(List<RunCounts.ElementCount> elements, String key, int version) {
        return elements.stream()
                .filter(element -> element.waiting() > 0 || element.incidents() > 0)
                .map(element -> new StepChoice(element.id(), name(key, version, element.id()), element.waiting()))
                .toList();
    }

    /** Where each of the runs is now, as the drawing of its version calls it. */
    Map<Long, String> places(List<RunView> listed, Map<Long, List<String>> elements) {
        var places = new HashMap<Long, String>();
        for (var run : listed) {
            var version = run.version();
            if (version != null) {
                places.put(
                        run.id(),
                        elements.getOrDefault(run.id(), List.of()).stream()
                                .map(element -> name(run.scenario(), version, element))
                                .collect(Collectors.joining(" / ")));
            }
        }
        return places;
    }

    /** A way, each step called as in the version in which it was passed. */
    List<VisitLine> visits(RunPaths.Path path) {
        return path.visits().stream()
                .map(visit -> new VisitLine(
                        visit.element(),
                        visit.name().isBlank() ? kind(visit.kind(), visit.type()) : visit.name(),
                        kind(visit.kind(), visit.type()),
                        visit.enteredAt(),
                        visit.leftAt(),
                        visit.until(),
                        decisions.of(visit.why()),
                        visit.movedTo(),
                        visit.current()))
                .toList();
    }

    /** The name of a step of a version. */
    String name(String key, int version, String id) {
        var scenario = compiled.of(key, version);
        var element = scenario.elements().get(id);
        if (element == null) {
            return id;
        }
        if (!element.name().isBlank()) {
            return element.name();
        }
        var step = scenario.steps().get(id);
        return kind(step == null ? null : step.kind(), element.type());
    }

    private String kind(@Nullable String kind, String type) {
        return kind == null
                ? texts.of("scenarios.element." + shape(type))
                : texts.of("authoring.step." + kind + ".name");
    }

    private static String shape(String type) {
        return switch (type) {
            case "startEvent", "endEvent", "exclusiveGateway", "parallelGateway", "eventBasedGateway" -> type;
            default -> "other";
        };
    }
}
