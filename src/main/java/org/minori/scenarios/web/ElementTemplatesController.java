package org.minori.scenarios.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ChoiceLists;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.scenarios.authoring.StepKind;
import org.minori.scenarios.authoring.StepParameter;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the steps as element templates, for those who draw with the desktop Camunda Modeler. */
@RestController
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class ElementTemplatesController {

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json";

    private final StepCatalogue catalogue;
    private final ChoiceLists lists;
    private final Texts texts;

    ElementTemplatesController(StepCatalogue catalogue, ChoiceLists lists, Texts texts) {
        this.catalogue = catalogue;
        this.lists = lists;
        this.texts = texts;
    }

    record Template(
            @JsonProperty("$schema") String schema,
            String name,
            String id,
            String description,
            List<String> appliesTo,
            List<Property> properties) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Property(
            @Nullable String label,
            @Nullable String description,
            String type,
            @Nullable String value,
            @Nullable List<Choice> choices,
            Binding binding,
            @Nullable Constraints constraints) {}

    record Choice(String name, String value) {}

    record Binding(String type, String name) {

        private static Binding to(String name) {
            return new Binding("camunda:property", name);
        }
    }

    record Constraints(boolean notEmpty) {}

    @GetMapping("/scenarios/element-templates.json")
    ResponseEntity<List<Template>> templates() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"minori-element-templates.json\"")
                .body(catalogue.all().stream().map(this::template).toList());
    }

    private Template template(StepKind kind) {
        var elements = new ArrayList<>(
                kind.shapes().stream().sorted().map(StepKind.Shape::element).toList());
        if (kind.startsGoals() && !elements.contains(StepKind.Shape.START.element())) {
            elements.add(StepKind.Shape.START.element());
        }
        var properties = new ArrayList<Property>();
        properties.add(new Property(null, null, "Hidden", kind.key(), null, Binding.to("minori:step"), null));
        kind.parameters().forEach(parameter -> properties.add(property(parameter)));
        return new Template(
                SCHEMA,
                texts.of(kind.nameKey()),
                "org.minori." + kind.key(),
                texts.of(kind.helpKey()),
                elements,
                properties);
    }

    private Property property(StepParameter parameter) {
        var choices = choices(parameter);
        return new Property(
                texts.of("authoring.parameter." + parameter.name()),
                texts.of("authoring.parameter." + parameter.name() + ".help"),
                choices.isEmpty() ? "String" : "Dropdown",
                null,
                choices.isEmpty() ? null : choices,
                Binding.to(parameter.name()),
                parameter.required() ? new Constraints(true) : null);
    }

    /** Nothing where something else than what is listed may be written too. */
    private List<Choice> choices(StepParameter parameter) {
        var choices = new ArrayList<Choice>();
        if (parameter.type() == StepParameter.Type.BOOLEAN) {
            choices.add(new Choice("true", "true"));
            choices.add(new Choice("false", "false"));
        }
        parameter
                .choices()
                .forEach(value ->
                        choices.add(new Choice(texts.of("studio.choice." + parameter.name() + "." + value), value)));
        var list = lists.all().get(parameter.list());
        if (list != null && !list.open() && parameter.guide().follows().isEmpty()) {
            list.choices().stream()
                    .filter(choice -> !choice.value().isEmpty())
                    .forEach(choice -> choices.add(new Choice(choice.label(), choice.value())));
        }
        if (!choices.isEmpty() && !parameter.required()) {
            choices.add(0, new Choice("–", ""));
        }
        return choices;
    }
}
