package org.minori.scenarios.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.simulation.Behaviour;
import org.minori.scenarios.simulation.Simulation;
import org.minori.scenarios.simulation.SimulationResult;
import org.minori.scenarios.simulation.Simulations;
import org.minori.web.AllowScope;
import org.minori.web.BodyShape;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Simulating drafts, for other systems. */
@RestController
@RequestMapping("/api/v1")
@AllowScope(Scopes.SCENARIOS)
class SimulationApi {

    private final Simulations simulations;

    SimulationApi(Simulations simulations) {
        this.simulations = simulations;
    }

    record Chances(
            @Nullable Double open,
            @Nullable Double click,
            @Nullable Double reply,
            @Nullable Double form) {}

    @BodyShape("{\"contacts\":1000 or \"segment\":\"…\",\"days\":90,\"seed\":1,"
            + "\"behaviour\":{\"open\":0.25,\"click\":0.05,\"reply\":0.01,\"form\":0.02}}")
    record Asked(
            @Nullable Integer contacts,
            @Nullable String segment,
            @Nullable Integer days,
            @Nullable Long seed,
            @Nullable Chances behaviour,
            @Nullable Integer mailsPerWeek) {}

    record SimulationId(String id) {}

    record ElementJson(String id, long entered, long waiting) {}

    record SimulationJson(
            String id,
            String status,
            int contacts,
            int days,
            long seed,
            @JsonUnwrapped @Nullable Outcome outcome) {}

    /** What came of it, once it is done. */
    record Outcome(
            long mails,
            List<Integer> mailsPerDay,
            List<Integer> mailsPerHour,
            int maxMailsPerContactPerWeek,
            int overCap,
            Map<String, Integer> putOff,
            Map<String, Integer> notSent,
            long handedOver,
            List<Integer> handoversPerWeek,
            long running,
            long notEntered,
            Map<String, Long> ended,
            List<ElementJson> elements) {}

    @PostMapping("/scenarios/{key}/simulations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SimulationId simulate(@PathVariable String key, @RequestBody Asked asked) {
        if (asked.days() == null) {
            throw new InvalidInput("days", "simulation.days", Simulations.MOST_DAYS);
        }
        var question = new Simulations.Question(
                asked.contacts(),
                asked.segment(),
                asked.days(),
                asked.seed() == null ? 1 : asked.seed(),
                behaviour(asked.behaviour()),
                asked.mailsPerWeek() == null ? Simulations.USUAL_MAILS_A_WEEK : asked.mailsPerWeek());
        return new SimulationId(Long.toString(simulations.ask(key, question)));
    }

    private static Behaviour behaviour(@Nullable Chances chances) {
        var usual = Behaviour.USUAL;
        return chances == null
                ? usual
                : new Behaviour(
                        or(chances.open(), usual.open()),
                        or(chances.click(), usual.click()),
                        or(chances.reply(), usual.reply()),
                        or(chances.form(), usual.form()));
    }

    private static double or(@Nullable Double chance, double otherwise) {
        return chance == null ? otherwise : chance;
    }

    @GetMapping("/simulations/{id}")
    SimulationJson simulation(@PathVariable String id) {
        return json(simulations.get(id));
    }

    private static SimulationJson json(Simulation simulation) {
        var result = simulation.result();
        return new SimulationJson(
                Long.toString(simulation.id()),
                simulation.state().name().toLowerCase(Locale.ROOT),
                simulation.contacts(),
                simulation.days(),
                simulation.seed(),
                result == null ? null : outcome(result));
    }

    private static Outcome outcome(SimulationResult result) {
        return new Outcome(
                result.mails(),
                result.mailsPerDay(),
                result.mailsPerHour(),
                result.maxMailsPerContactPerWeek(),
                result.overCap(),
                result.putOff(),
                result.notSent(),
                result.handedOver(),
                result.handoversPerWeek(),
                result.running(),
                result.notEntered(),
                result.ended(),
                elements(result));
    }

    static List<ElementJson> elements(SimulationResult result) {
        return result.elements().stream()
                .map(element -> new ElementJson(element.id(), element.entered(), element.waiting()))
                .toList();
    }
}
