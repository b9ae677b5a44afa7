package org.minori.scenarios.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailTemplate;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.simulation.Forecast;
import org.minori.scenarios.simulation.Forecasts;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What comes to one contact from where it stands, as a short list with dates on the page of its run. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class ForecastPages {

    private static final int MOST_LINES = 30;
    private static final Set<String> SAID_OTHERWISE =
            Set.of("exclusiveGateway", "parallelGateway", "eventBasedGateway", "endEvent");
    private static final String MAIL = "sendEmail";

    private final Runs runs;
    private final Forecasts forecasts;
    private final RunNames names;
    private final ContentLibrary content;

    ForecastPages(Runs runs, Forecasts forecasts, RunNames names, ContentLibrary content) {
        this.runs = runs;
        this.forecasts = forecasts;
        this.names = names;
        this.content = content;
    }

    /**
     * One line of the list.
     *
     * @param step what the run comes to; null where it is a mail
     * @param mail the e-mail's name; null where it is a step
     * @param never why the mail does not go out
     */
    record Line(
            Instant at,
            @Nullable String step,
            @Nullable String mail,
            @Nullable String never) {}

    @GetMapping("/scenarios/{key}/runs/{enrolment}/forecast")
    String forecast(@PathVariable String key, @PathVariable String enrolment, Model model) {
        var run = runs.find(key, RunNotFound.number(enrolment)).orElseThrow(() -> new RunNotFound(enrolment));
        var forecast = forecasts.of(run);
        model.addAttribute("forecast", forecast);
        model.addAttribute("heldSince", run.heldSince());
        model.addAttribute(
                "next",
                forecast.nextMail()
                        .map(mail -> new Line(mail.at(), null, email(mail.email()), null))
                        .orElse(null));
        model.addAttribute("lines", lines(forecast));
        return "scenarios/forecast :: forecast";
    }

    private List<Line> lines(Forecast forecast) {
        var lines = new ArrayList<Line>();
        var told = forecast.steps().stream()
                .filter(visit -> !SAID_OTHERWISE.contains(visit.type()) && !MAIL.equals(visit.kind()))
                .toList();
        for (var visit : names.visits(new RunPaths.Path(told))) {
            lines.add(new Line(visit.enteredAt(), visit.name(), null, null));
        }
        for (var mail : forecast.mails()) {
            lines.add(new Line(mail.at(), null, email(mail.email()), mail.never()));
        }
        lines.sort(Comparator.comparing(Line::at));
        return lines.subList(0, Math.min(lines.size(), MOST_LINES));
    }

    private String email(String key) {
        return content.email(key).map(EmailTemplate::name).orElse(key);
    }
}
