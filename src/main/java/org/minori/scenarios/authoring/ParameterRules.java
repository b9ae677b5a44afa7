package org.minori.scenarios.authoring;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.minori.contacts.Stage;
import org.minori.scenarios.authoring.StepParameter.Type;

/** Says whether the text of a parameter is a value of its type. */
final class ParameterRules {

    private static final Set<String> NO_RESULTS =
            Set.of("score", "field", "stage", "and", "or", "not", "true", "false", "contact", "dates", "conditions");
    private static final Pattern RESULT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern EVENT = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.:\\-]{0,63}");
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.\\-]{0,63}");
    private static final Pattern TAG = Pattern.compile("[^\\p{Cntrl},]{1,64}");
    private static final Pattern WEIGHT = Pattern.compile("\\s*([\\p{L}\\p{N}_-]{1,32})\\s*:\\s*(\\d{1,6})\\s*");
    private static final int MOST_WEIGHTS = 10;

    private final Choices choices;
    private final Problems problems;

    ParameterRules(Choices choices, Problems problems) {
        this.choices = choices;
        this.problems = problems;
    }

    /** Notes what is wrong with one value. */
    void check(String element, StepParameter parameter, String value) {
        var label = MessageText.of("authoring.parameter." + parameter.name());
        if (value.length() > Math.max(parameter.most(), 500) || value.contains("${") || value.contains("#{")) {
            problems.error(element, "parameterText", label, value);
            return;
        }
        switch (parameter.type()) {
            case EMAIL -> exists(element, choices.email(value), "unknownEmail", value);
            case SEGMENT -> exists(element, choices.segment(value), "unknownSegment", value);
            case FIELD -> exists(element, choices.field(value).isPresent(), "unknownField", value);
            case STAGE -> exists(element, isStage(value), "unknownStage", value);
            case FIXED_SEGMENT -> exists(element, choices.has(parameter.type(), value), "notAFixedSegment", value);
            case SCENARIO, CALENDAR, WEBHOOK, TABLE, AUDIENCE ->
                exists(element, choices.has(parameter.type(), value), "unknownChoice", label, value);
            case CRON -> {
                var fault = CronTimes.fault(value);
                if (fault != null) {
                    problems.error(element, fault, value);
                }
            }
            case SCENARIOS -> checkScenarios(element, label, value);
            case USER -> exists(element, value.equals("owner") || choices.user(value), "unknownUser", value);
            case NUMBER -> checkNumber(element, parameter, label, value);
            case CHOICE -> {
                if (!parameter.choices().contains(value)) {
                    problems.error(element, "parameterChoice", label, value, String.join(", ", parameter.choices()));
                }
            }
            default -> {
                if (!fits(parameter, value)) {
                    problems.error(element, "parameterValue", label, value);
                }
            }
        }
    }

    /** Whether it is one of the stages of a lead. */
    static boolean isStage(String value) {
        return Arrays.stream(Stage.values()).anyMatch(stage -> stage.name().equals(value));
    }

    /** The variants that the weights name. */
    static Set<String> variants(String weights) {
        var names = new HashSet<String>();
        for (var part : weights.split(",")) {
            var weight = WEIGHT.matcher(part);
            if (weight.matches()) {
                names.add(weight.group(1));
            }
        }
        return names;
    }

    private void exists(String element, boolean known, String key, Object... arguments) {
        if (!known) {
            problems.error(element, key, arguments);
        }
    }

    private void checkScenarios(String element, Object label, String value) {
        for (var key : ScenarioLists.keys(value)) {
            exists(element, choices.has(Type.SCENARIO, key), "unknownChoice", label, key);
        }
    }

    private void checkNumber(String element, StepParameter parameter, Object label, String value) {
        if (!WHOLE.matcher(value).matches()
                || Integer.parseInt(value) < parameter.least()
                || Integer.parseInt(value) > parameter.most()) {
            problems.error(
                    element,
                    "parameterNumber",
                    label,
                    value,
                    Integer.toString(parameter.least()),
                    Integer.toString(parameter.most()));
        }
    }

    private static boolean fits(StepParameter parameter, String value) {
        return switch (parameter.type()) {
            case BOOLEAN -> value.equals("true") || value.equals("false");
            case DATE -> isDate(value);
            case TIME -> isTime(value);
            case TAG -> TAG.matcher(value).matches();
            case FORM -> FORM.matcher(value).matches();
            case URL_PATTERN -> !value.isBlank() && value.length() <= parameter.most() && !value.contains(" ");
            case SCORE, KEY, SLOT, CONTENT -> KEY.matcher(value).matches();
            case EVENT -> EVENT.matcher(value).matches();
            case RESULT -> RESULT.matcher(value).matches() && !NO_RESULTS.contains(value);
            case WEIGHTS -> isWeights(value);
            default -> value.length() <= parameter.most();
        };
    }

    static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException notADate) {
            return false;
        }
    }

    static boolean isNumber(String value) {
        return value.length() <= 30 && value.matches("-?\\d{1,15}(\\.\\d{1,10})?");
    }

    private static boolean isTime(String value) {
        try {
            LocalTime.parse(value);
            return true;
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }

    private static boolean isWeights(String value) {
        var parts = value.split(",", -1);
        long sum = 0;
        for (var part : parts) {
            var weight = WEIGHT.matcher(part);
            if (!weight.matches()) {
                return false;
            }
            sum += Long.parseLong(weight.group(2));
        }
        return sum > 0 && parts.length <= MOST_WEIGHTS && variants(value).size() == parts.length;
    }
}
