package org.minori.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField;

/** Reads the leaves that compare a field: the type of the field decides which operators and values it takes. */
final class FieldLeaves {

    private static final Set<String> KEYS = Set.of("field", "op", "value");
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_DAYS = 36_500;

    private final List<ContactField> fields;
    private final RuleFaults faults;

    FieldLeaves(List<ContactField> fields, RuleFaults faults) {
        this.fields = fields;
        this.faults = faults;
    }

    @Nullable
    Rule contactField(JsonNode node, String path) {
        faults.onlyKeys(node, path, KEYS);
        return comparisonOf(node, path, fields);
    }

    /** {@code {"company":{"field":"employees",…}}}. */
    @Nullable
    Rule companyField(JsonNode node, String path) {
        faults.onlyKeys(node, path, Set.of("company"));
        var inner = node.get("company");
        var here = path + ".company";
        if (!inner.isObject()) {
            return faults.at(here, "needsCondition");
        }
        faults.onlyKeys(inner, here, KEYS);
        return comparisonOf(inner, here, CompanyFields.ALL);
    }

    private @Nullable Rule comparisonOf(JsonNode node, String path, List<ContactField> known) {
        var given = node.get("field");
        if (given == null || given.asText().isBlank()) {
            return faults.at(path + ".field", "needsField");
        }
        var key = faults.text(given, path + ".field", LONGEST_TEXT);
        if (key == null) {
            return null;
        }
        for (var field : known) {
            if (field.key().equals(key)) {
                return comparison(node, path, field);
            }
        }
        return faults.at(path + ".field", "unknownField", RuleFaults.echo(key));
    }

    private @Nullable Rule comparison(JsonNode node, String path, ContactField field) {
        var operator = faults.operator(node.get("op"), path + ".op", Operator.of(field));
        if (operator == null) {
            return null;
        }
        var values = values(node.get("value"), path + ".value", field, operator);
        return values == null ? null : new Rule.FieldIs(field, operator, values);
    }

    private @Nullable List<Object> values(
            @Nullable JsonNode given, String path, ContactField field, Operator operator) {
        if (operator.takesNoValue()) {
            return given == null || given.isNull() ? List.of() : faults.at(path, "needsNoValue");
        }
        if (!operator.takesList()) {
            var value = value(given, path, field, operator);
            return value == null ? null : List.of(value);
        }
        if (given == null || !given.isArray() || given.isEmpty() || given.size() > MOST_VALUES) {
            return faults.at(path, "needsValues", MOST_VALUES);
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < given.size(); i++) {
            var value = value(given.get(i), path + "[" + i + "]", field, operator);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Object value(@Nullable JsonNode given, String path, ContactField field, Operator operator) {
        if (operator.takesDays()) {
            return faults.number(given, path, 0, MOST_DAYS);
        }
        return switch (field.type()) {
            case TEXT -> faults.text(given, path, LONGEST_TEXT);
            case NUMBER ->
                given != null && given.isNumber() && given.decimalValue().precision() <= 30
                        ? given.decimalValue()
                        : faults.at(path, "needsNumber");
            case BOOLEAN ->
                given != null && given.isBoolean() ? (Object) given.booleanValue() : faults.at(path, "needsYesOrNo");
            case DATE -> date(given, path);
        };
    }

    private @Nullable LocalDate date(@Nullable JsonNode given, String path) {
        try {
            var date = given == null || !given.isTextual() ? null : LocalDate.parse(given.textValue());
            return date != null && date.getYear() >= 1900 && date.getYear() <= 2200
                    ? date
                    : faults.at(path, "needsDate");
        } catch (DateTimeParseException e) {
            return faults.at(path, "needsDate");
        }
    }
}
