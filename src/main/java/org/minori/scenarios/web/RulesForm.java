package org.minori.scenarios.web;

import java.text.Normalizer;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.QuietHours;
import org.minori.scenarios.authoring.ScenarioSettings;
import org.minori.web.InvalidInput.FieldError;

/** What holds for all runs of a scenario, as it was typed. Public, since templates can't read others. */
public record RulesForm(
        @Nullable List<String> exits,
        @Nullable List<String> suppressed,
        @Nullable String lateHours,
        @Nullable String quietFrom,
        @Nullable String quietTo,
        @Nullable String calendar,
        @Nullable String mailsAWeek) {

    static RulesForm of(ScenarioSettings settings) {
        var quiet = settings.quiet();
        return new RulesForm(
                List.copyOf(settings.exits()),
                List.copyOf(settings.suppressed()),
                text(settings.lateHours()),
                quiet == null ? "" : quiet.from().toString(),
                quiet == null ? "" : quiet.to().toString(),
                text(settings.calendar()),
                text(settings.mailsAWeek()));
    }

    public boolean ends(String segment) {
        return exits != null && exits.contains(segment);
    }

    public boolean keepsOut(String segment) {
        return suppressed != null && suppressed.contains(segment);
    }

    /** What is meant; what is no number becomes one that nobody may give, and is refused as such. */
    ScenarioSettings settings() {
        return new ScenarioSettings(
                Set.copyOf(some(exits)),
                Set.copyOf(some(suppressed)),
                whole(text(lateHours)),
                faults().isEmpty() ? quiet() : null,
                text(calendar).isBlank() ? null : text(calendar),
                whole(text(mailsAWeek)));
    }

    /** What can't be meant at all: the rest is seen by whoever keeps the settings. */
    List<FieldError> faults() {
        var faults = new ArrayList<FieldError>();
        try {
            var quiet = quiet();
            if (quiet != null && quiet.from().equals(quiet.to())) {
                faults.add(new FieldError("quiet", "authoring.settings.quiet.invalid"));
            }
        } catch (DateTimeParseException notATime) {
            faults.add(new FieldError("quiet", "authoring.settings.quiet.invalid"));
        }
        return faults;
    }

    private @Nullable QuietHours quiet() {
        var from = text(quietFrom).strip();
        var to = text(quietTo).strip();
        return from.isEmpty() && to.isEmpty() ? null : new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static List<String> some(@Nullable List<String> chosen) {
        return chosen == null ? List.of() : chosen;
    }

    private static @Nullable Integer whole(String typed) {
        // Whoever writes Japanese may type the wide digits.
        var number = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (number.isEmpty()) {
            return null;
        }
        return number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
