package org.minori.scenarios.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.runs.RunPaths.Visit;

/**
 * What happens to a contact from where it stands if nothing else happens.
 *
 * @param at when it was foreseen
 * @param steps what its run comes to; the last one without an end is where it then rests
 * @param mails what the scenario's mails come to, in the order of time
 * @param ends when the run is over; null where it waits for something that time alone does not bring
 * @param result how it ends then
 * @param fails whether a step would fail where the steps end
 */
public record Forecast(
        Instant at,
        List<Visit> steps,
        List<Mail> mails,
        @Nullable Instant ends,
        @Nullable String result,
        boolean fails) {

    /**
     * A mail of the scenario.
     *
     * @param at when it goes out, or is found not to
     * @param never why it does not go out; null where it does
     */
    public record Mail(Instant at, String email, @Nullable String never) {}

    /** The next one that goes out. */
    public Optional<Mail> nextMail() {
        return mails.stream().filter(mail -> mail.never() == null).findFirst();
    }
}
