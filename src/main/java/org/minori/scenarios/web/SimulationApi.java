package org.minori.scenarios.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.simulation.Behaviour;
import org.minori.scenarios.simulation.Conduct;
import org.minori.scenarios.simulation.Conduct.OfLink;
import org.minori.scenarios.simulation.Conduct.OfSegment;
import org.minori.scenarios.simulation.SalesBehaviour;
import org.minori.scenarios.simulation.Simulation;
import org.minori.scenarios.simulation.SimulationResult;
import org.minori.scenarios.simulation.Simulations;
import org.minori.web.AllowScope;
import org.minori.web.BodyShape;
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

    @Schema(name = "Behaviour")
    record Chances(
            @Nullable Double open,
            @Nullable Double click,
            @Nullable Double reply,
            @Nullable Double form,
            @Nullable Double hours,
            @Nullable Double accepted,
            @Nullable Double returned,
            @Nullable Double won,
            @Nullable Double lost,
            @Nullable Double salesHours,
            @Nullable Double dealDays) {

        static final Chances NONE = new Chances(null, null, null, null, null, null, null, null, null, null, null);

        Behaviour behaviour(Behaviour usual) {
            return new Behaviour(
                    or(open, usual.open()),
                    or(click, usual.click()),
                    or(reply, usual.reply()),
                    or(form, usual.form()),
                    or(hours, usual.hours()));
        }

        SalesBehaviour sales() {
            var usual = SalesBehaviour.USUAL;
            return new SalesBehaviour(
                    or(accepted, usual.accepted()),
                    or(returned, usual.returned()),
                    or(won, usual.won()),
                    or(lost, usual.lost()),
                    or(salesHours, usual.hours()),
                    or(dealDays, usual.dealDays()));
        }

        private static double or(@Nullable Double chance, double otherwise) {
            return chance == null ? otherwise : chance;
        }
    }

    /** What contacts of a segment do. */
    @Schema(name = "SegmentBehaviour")
    record Other(
            @Nullable String segment,
            @Nullable Double open,
            @Nullable Double click,
            @Nullable Double reply,
            @Nullable Double form,
            @Nullable Double hours) {

        OfSegment behaviour(Behaviour usual) {
            var chances = new Chances(open, click, reply, form, hours, null, null, null, null, null, null);
            return new OfSegment(segment == null ? "" : segment, chances.behaviour(usual));
        }
    }

    @Schema(example = "{\"contacts\":1000,\"days\":90,\"seed\":1,\"behaviour\":{\"open\":0.25,\"click\":0.05}}")
    @BodyShape("{\"contacts\":1000 or \"segment\":\"…\",\"days\":90,\"seed\":1,"
            + "\"behaviour\":{\"open\":0.25,\"click\":0.05,\"reply\":0.01,\"form\":0.02,\"hours\":12,"
            + "\"accepted\":0.6,\"returned\":0.3,\"won\":0.2,\"lost\":0.5,\"salesHours\":24,\"dealDays\":30},"
            + "\"behaviours\":[{\"segment\":\"…\",\"open\":0.5}],"
            + "\"links\":[{\"email\":\"…\",\"link\":\"https://…\",\"click\":0.1}]}")
    record SimulationRequest(
            @Schema(minimum = "1", maximum = "10000") @Nullable
            Integer contacts,

            @Nullable String segment,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", maximum = "400") @Nullable
            Integer days,

            @Nullable Long seed,
            @Nullable Chances behaviour,
            @Nullable List<Other> behaviours,
            @Nullable List<OfLink> links,
            @Nullable Integer mailsPerWeek) {}

    record SimulationId(String id) {}

    @Schema(name = "SimulatedElement")
    record ElementJson(String id, long entered, long waiting) {}

    record SimulationJson(
            String id,
            String status,
            int contacts,
            int days,
            long seed,
            boolean waiting,
            boolean cancelled,
            @JsonUnwrapped @Nullable Outcome outcome) {}

    /** In days from a contact's coming in. */
    record TimeToHandoff(double median, double p90) {}

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
            List<Integer> handoffsPerWeek,
            @Nullable TimeToHandoff timeToHandoff,
            @Nullable Integer busiestHour,
            long running,
            long notEntered,
            Map<String, Long> ended,
            List<ElementJson> elements) {}

    @Operation(
            operationId = "startSimulation",
            summary = "Runs the draft with made-up contacts through months in seconds; nobody gets a mail.")
    @PostMapping("/scenarios/{key}/simulations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SimulationId simulate(@PathVariable String key, @RequestBody SimulationRequest asked) {
        var question = new Simulations.Question(
                asked.contacts(),
                asked.segment(),
                asked.days() == null ? 0 : asked.days(),
                asked.seed() == null ? 1 : asked.seed(),
                conduct(asked),
                asked.mailsPerWeek() == null ? Simulations.USUAL_MAILS_A_WEEK : asked.mailsPerWeek());
        return new SimulationId(Long.toString(simulations.ask(key, question)));
    }

    private static Conduct conduct(SimulationRequest asked) {
        var chances = asked.behaviour() == null ? Chances.NONE : asked.behaviour();
        var usual = chances.behaviour(Behaviour.USUAL);
        var links = asked.links() == null ? List.<OfLink>of() : asked.links();
        var others = asked.behaviours() == null ? List.<Other>of() : asked.behaviours();
        return new Conduct(
                usual,
                others.stream().map(other -> other.behaviour(usual)).toList(),
                links.stream().map(SimulationApi::named).toList(),
                chances.sales());
    }

    /** What is left out is the name of nothing. */
    private static OfLink named(OfLink link) {
        return new OfLink(
                Objects.requireNonNullElse(link.email(), ""),
                Objects.requireNonNullElse(link.link(), ""),
                link.click());
    }

    @Operation(operationId = "getSimulation", summary = "Tells how far a simulation is, and what came of it.")
    @GetMapping("/simulations/{id}")
    SimulationJson simulation(@PathVariable String id) {
        return json(simulations.get(id));
    }

    @Operation(
            operationId = "cancelSimulation",
            summary = "Gives a simulation up that waits or goes on; one that is through stays as it is.")
    @PostMapping("/simulations/{id}/cancel")
    SimulationJson cancel(@PathVariable String id) {
        simulations.cancel(simulations.get(id));
        return simulation(id);
    }

    /** In the three words that callers wait for. */
    private static String status(Simulation simulation) {
        return switch (simulation.state()) {
            case WAITING, RUNNING -> "running";
            case DONE -> "done";
            case FAILED, CANCELLED -> "failed";
        };
    }

    private static SimulationJson json(Simulation simulation) {
        var result = simulation.result();
        return new SimulationJson(
                Long.toString(simulation.id()),
                status(simulation),
                simulation.contacts(),
                simulation.days(),
                simulation.seed(),
                simulation.state() == Simulation.State.WAITING,
                simulation.state() == Simulation.State.CANCELLED,
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
                timeToHandoff(result),
                result.busiestHour(),
                result.running(),
                result.notEntered(),
                result.ended(),
                elements(result));
    }

    private static @Nullable TimeToHandoff timeToHandoff(SimulationResult result) {
        var median = result.medianDaysToHandover();
        var ninety = result.ninetyPercentDaysToHandover();
        return median == null || ninety == null ? null : new TimeToHandoff(median, ninety);
    }

    static List<ElementJson> elements(SimulationResult result) {
        return result.elements().stream()
                .map(element -> new ElementJson(element.id(), element.entered(), element.waiting()))
                .toList();
    }
}
