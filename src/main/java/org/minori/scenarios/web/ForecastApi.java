package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.simulation.Forecast;
import org.minori.scenarios.simulation.Forecasts;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What comes to one contact from where it stands, for other systems. */
@RestController
@RequestMapping("/api/v1")
@AllowScope(Scopes.SCENARIOS)
class ForecastApi {

    private final Runs runs;
    private final Forecasts forecasts;
    private final RunNames names;

    ForecastApi(Runs runs, Forecasts forecasts, RunNames names) {
        this.runs = runs;
        this.forecasts = forecasts;
        this.names = names;
    }

    @Schema(name = "ForeseenStep")
    record StepJson(Instant at, String element, String name) {}

    @Schema(name = "ForeseenMail")
    record MailJson(Instant at, String email, @Nullable String notSent) {

        static MailJson of(Forecast.Mail mail) {
            return new MailJson(mail.at(), mail.email(), mail.never());
        }
    }

    /**
     * What is foreseen.
     *
     * @param heldSince since when the run is held: until it goes on, only mails come that had been handed over for sending
     * @param ends null where the run waits for something that time alone does not bring
     * @param fails whether a step would fail where the steps end
     */
    record ForecastJson(
            Instant at,
            @Nullable Instant heldSince,
            @Nullable MailJson nextMail,
            List<StepJson> steps,
            List<MailJson> mails,
            @Nullable Instant ends,
            @Nullable String result,
            boolean fails) {}

    @Operation(
            operationId = "getForecast",
            summary = "Tells what comes next to a contact in a scenario, and when the next mail goes.")
    @Answers({200, 409})
    @GetMapping("/scenarios/{key}/runs/{run}/forecast")
    ForecastJson forecast(@PathVariable String key, @PathVariable String run) {
        var found = runs.find(key, RunNotFound.number(run)).orElseThrow(() -> new RunNotFound(run));
        var forecast = forecasts.of(found);
        return new ForecastJson(
                forecast.at(),
                found.heldSince(),
                forecast.nextMail().map(MailJson::of).orElse(null),
                names.visits(new RunPaths.Path(forecast.steps())).stream()
                        .map(step -> new StepJson(step.enteredAt(), step.element(), step.name()))
                        .toList(),
                forecast.mails().stream().map(MailJson::of).toList(),
                forecast.ends(),
                forecast.result(),
                forecast.fails());
    }
}
