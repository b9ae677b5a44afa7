package org.minori.scenarios.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.minori.scenarios.authoring.ChoiceList;
import org.minori.scenarios.authoring.ChoiceLists;
import org.minori.scenarios.authoring.DrawingPart;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.scenarios.authoring.StepKind;
import org.minori.scenarios.authoring.StepParameter;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Everything that the editor of scenarios knows about steps, in the reader's language: it holds no list of its own. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class StudioCatalogueController {

    static final List<String> RESULTS = List.of("converted", "handedOver", "exhausted", "left");
    private static final List<String> ENDINGS = List.of("converted", "handedOver", "exhausted", "left", "refused");
    private static final List<String> SALES = List.of("accepted", "returned", "won", "lost");
    private static final Map<String, List<String>> OPERATORS = Map.of(
            "number", List.of(">=", "<=", ">", "<", "=", "!="),
            "date", List.of(">=", "<=", "=", "!="),
            "text", List.of("=", "!="),
            "truth", List.of("="));
    private static final Map<String, String> OPERATOR_WORDS =
            Map.of(">=", "GE", "<=", "LE", ">", "GT", "<", "LT", "=", "EQ", "!=", "NE");

    private final StepCatalogue catalogue;
    private final ChoiceLists lists;
    private final MessageSource messages;

    StudioCatalogueController(StepCatalogue catalogue, ChoiceLists lists, MessageSource messages) {
        this.catalogue = catalogue;
        this.lists = lists;
        this.messages = messages;
    }

    /** One entry of a menu. */
    record Word(String value, String label) {}

    record FieldJson(
            String name,
            String label,
            String hint,
            String type,
            boolean required,
            String otherwise,
            List<Word> choices,
            int least,
            int most,
            String list,
            StepParameter.Guide guide) {}

    record StepJson(
            String kind,
            String name,
            String help,
            String group,
            String icon,
            List<String> shapes,
            List<String> elements,
            String symbol,
            boolean startsGoals,
            String outcome,
            String card,
            String title,
            List<FieldJson> fields) {}

    record PartJson(String part, String name, String help, String element, String icon, List<Word> results) {}

    record CatalogueJson(
            List<Word> groups,
            List<StepJson> steps,
            List<PartJson> parts,
            Map<String, List<Word>> operators,
            List<Word> salesOutcomes,
            List<Word> endings) {}

    record ListJson(List<ChoiceList.Choice> items, String page, String newPage, boolean open) {}

    @GetMapping("/scenarios/catalogue.json")
    @ResponseBody
    CatalogueJson catalogue() {
        return new CatalogueJson(
                Arrays.stream(StepKind.Group.values())
                        .map(group -> new Word(word(group), text("authoring.group." + group)))
                        .toList(),
                catalogue.all().stream().map(this::step).toList(),
                Arrays.stream(DrawingPart.values()).map(this::part).toList(),
                operators(),
                words("scenarios.why.salesOutcome.", SALES),
                words("studio.result.", ENDINGS));
    }

    @GetMapping("/scenarios/choices.json")
    @ResponseBody
    Map<String, ListJson> choices() {
        var all = new LinkedHashMap<String, ListJson>();
        lists.all()
                .forEach((name, list) ->
                        all.put(name, new ListJson(list.choices(), list.page(), list.newPage(), list.open())));
        return all;
    }

    private StepJson step(StepKind kind) {
        var shapes = kind.shapes().stream().sorted().toList();
        return new StepJson(
                kind.key(),
                text(kind.nameKey()),
                text(kind.helpKey()),
                word(kind.group()),
                kind.icon(),
                shapes.stream().map(StudioCatalogueController::word).toList(),
                shapes.stream().map(StepKind.Shape::element).toList(),
                word(kind.symbol()),
                kind.startsGoals(),
                word(kind.outcome()),
                optional("studio.card." + kind.key()),
                optional("studio.title." + kind.key()),
                kind.parameters().stream().map(this::field).toList());
    }

    private FieldJson field(StepParameter parameter) {
        return new FieldJson(
                parameter.name(),
                text("authoring.parameter." + parameter.name()),
                optional("studio.hint." + parameter.name()),
                word(parameter.type()),
                parameter.required(),
                parameter.otherwise(),
                words("studio.choice." + parameter.name() + ".", parameter.choices()),
                parameter.least(),
                parameter.most(),
                parameter.list(),
                parameter.guide());
    }

    private PartJson part(DrawingPart part) {
        return new PartJson(
                part.name().toLowerCase(Locale.ROOT),
                text("studio.part." + part),
                text("studio.part." + part + ".help"),
                part.element(),
                part.icon(),
                part == DrawingPart.END ? words("studio.result.", RESULTS) : List.of());
    }

    private Map<String, List<Word>> operators() {
        var all = new LinkedHashMap<String, List<Word>>();
        OPERATORS.forEach((type, signs) -> all.put(
                type,
                signs.stream()
                        .map(sign -> new Word(sign, text("studio.operator." + type + "." + OPERATOR_WORDS.get(sign))))
                        .toList()));
        return all;
    }

    private List<Word> words(String prefix, List<String> values) {
        return values.stream()
                .map(value -> new Word(value, text(prefix + value)))
                .toList();
    }

    private String text(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /** A text that not every step or parameter needs; patterns among them keep their numbered places for the browser. */
    private String optional(String key) {
        return String.valueOf(messages.getMessage(key, null, "", LocaleContextHolder.getLocale()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
