package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minori.scenarios.authoring.CompiledScenario.Element;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Diagram.Node;
import org.minori.scenarios.authoring.Problem.Severity;
import org.springframework.stereotype.Service;

/**
 * Turns a drawing, which is data and may be hostile, into the model that runs: reads it without believing it, allows
 * only what is listed, and writes a new model in which nothing of the drawing can be executed.
 */
@Service
public class ScenarioCompiler {

    /** What a hand-off waits for: that sales takes the lead or gives it back, or that it is won or lost. */
    public static final String UNTIL = "minori:until";

    private final StepCatalogue catalogue;
    private final Choices choices;

    ScenarioCompiler(StepCatalogue catalogue, Choices choices) {
        this.catalogue = catalogue;
        this.choices = choices;
    }

    /**
     * What came of it: problems, and the compiled scenario when the drawing itself has no fault.
     *
     * @param name of the drawing, empty when it has none
     * @param names of its elements by id, to say where a problem is
     * @param outline what the drawing says as far as it could be read
     */
    public record Compilation(
            String name,
            Map<String, String> names,
            List<Problem> problems,
            ScenarioOutline outline,
            Optional<CompiledScenario> scenario) {

        /** Whether it can be published as things are; what lacks only a setting can be tried out all the same. */
        public boolean publishable() {
            return scenario.isPresent() && problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
        }
    }

    /**
     * Compiles a drawing under the scenario's key; deterministic but for the names it looks up (e-mails, segments, users,
     * fields), which must exist.
     *
     * @throws NotADrawing when the bytes are not BPMN XML at all
     */
    public Compilation compile(String key, byte[] drawing) {
        return compile(key, drawing, choices);
    }

    /** Compiles a published drawing again for those who run it; what it names in other modules is not looked up. */
    CompiledScenario recompile(String key, byte[] drawing) {
        var compilation = compile(key, drawing, Choices.ANYTHING);
        return compilation
                .scenario()
                .orElseThrow(() -> new IllegalStateException(key + " can no longer run: " + compilation.problems()));
    }

    /** The id of the process: the key, with a letter before it where XML wants one. */
    static String processId(String key) {
        return Character.isDigit(key.charAt(0)) ? "_" + key : key;
    }

    private Compilation compile(String key, byte[] drawing, Choices known) {
        var root = DrawingReader.read(drawing);
        var problems = new Problems();
        new AllowedContent(problems).check(root);
        var found = new DiagramReader(processId(key), problems).read(root);
        if (found.isEmpty() || found.get().size() > DiagramReader.MOST_NODES) {
            return new Compilation("", Map.of(), problems.inOrder(Map.of()), ScenarioOutline.EMPTY, Optional.empty());
        }
        var diagram = found.get();
        var steps = new StepReader(key, catalogue, known, problems).read(diagram);
        var reader = new ConditionReader(steps, catalogue, known, problems);
        var conditions = reader.read(diagram);
        var flowRules = new FlowRules(diagram, steps, problems);
        flowRules.check();
        var paths = new Paths(diagram);
        new PathRules(diagram, paths, flowRules::waits, problems).check();
        if (known.areKnown()) {
            var branches = new BranchRules(diagram, conditions);
            branches.check(problems);
            new WaitRules(diagram, steps, paths, problems).check();
            new MailRules(diagram, steps, paths, known, problems).check(branches, reader.asksForFinalOutcome());
        }
        if (diagram.picture() == null) {
            problems.warning(null, "noPicture");
        }
        var inOrder = problems.inOrder(Places.of(diagram));
        var outline = ScenarioOutline.of(diagram, steps, conditions);
        if (problems.hasErrors()) {
            return new Compilation(diagram.name(), names(diagram), inOrder, outline, Optional.empty());
        }
        var meant = withUntil(steps, reader.asksForFinalOutcome());
        var goals = new LinkedHashSet<String>();
        for (var node : diagram.nodes()) {
            if (node.isGoalStart()) {
                goals.add(node.id());
            }
        }
        return new Compilation(
                diagram.name(),
                names(diagram),
                inOrder,
                outline,
                Optional.of(new CompiledScenario(
                        key,
                        diagram.name().isEmpty() ? key : diagram.name(),
                        ExecutableWriter.write(key, processId(key), diagram, meant, conditions),
                        Collections.unmodifiableMap(meant),
                        Collections.unmodifiableMap(elements(diagram)),
                        Collections.unmodifiableMap(conditions),
                        Collections.unmodifiableMap(branches(diagram)),
                        Collections.unmodifiableSet(goals))));
    }

    private static Map<String, CompiledScenario.Branch> branches(Diagram diagram) {
        var branches = new LinkedHashMap<String, CompiledScenario.Branch>();
        for (var flow : diagram.flows()) {
            if (diagram.outOf(flow.source()).size() > 1) {
                branches.put(flow.id(), new CompiledScenario.Branch(flow.source(), flow.target()));
            }
        }
        return branches;
    }

    private static Map<String, Step> withUntil(Map<String, Step> steps, boolean finalOutcome) {
        var meant = new LinkedHashMap<String, Step>();
        steps.forEach((id, step) -> {
            var parameters = new LinkedHashMap<>(step.parameters());
            if (step.kind().equals("handOffToSales")) {
                parameters.put(UNTIL, finalOutcome ? "outcome" : "decision");
            }
            meant.put(id, new Step(id, step.kind(), Map.copyOf(parameters)));
        });
        return meant;
    }

    private static Map<String, Element> elements(Diagram diagram) {
        var elements = new LinkedHashMap<String, Element>();
        for (var node : diagram.nodes()) {
            elements.put(
                    node.id(),
                    new Element(
                            node.id(),
                            node.name(),
                            node.isStepTask() ? "serviceTask" : node.type(),
                            result(node),
                            gatewayEvents(diagram, node)));
        }
        return elements;
    }

    private static Map<String, String> names(Diagram diagram) {
        var names = new LinkedHashMap<String, String>();
        for (var node : diagram.nodes()) {
            names.put(node.id(), node.name());
        }
        for (var flow : diagram.flows()) {
            names.put(flow.id(), flow.name());
        }
        return Collections.unmodifiableMap(names);
    }

    static String result(Node node) {
        if (!node.is("endEvent")) {
            return "";
        }
        return node.properties().getOrDefault("result", node.goal().isEmpty() ? "left" : "converted");
    }

    private static List<String> gatewayEvents(Diagram diagram, Node node) {
        var events = new ArrayList<String>();
        if (node.is("eventBasedGateway")) {
            diagram.outOf(node.id()).forEach(flow -> events.add(flow.target()));
        }
        return List.copyOf(events);
    }
}
