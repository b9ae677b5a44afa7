package org.minori.contacts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField.Type;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.stereotype.Component;

/** Decides which column goes to which field, and declares the fields that a file brings with it. */
@Component
class ImportMapping {

    private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,63}");
    private static final int LONGEST_CAMPAIGN = 64;

    private final FieldCatalogue catalogue;
    private final DetailsCheck check;

    ImportMapping(FieldCatalogue catalogue, DetailsCheck check) {
        this.catalogue = catalogue;
        this.check = check;
    }

    /** A target for each column, from what a caller says by header, else by likeness. */
    List<String> targets(ImportOptions read, @Nullable Map<String, String> byHeader, boolean createFields) {
        var targets = new ArrayList<String>();
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < read.headers().size(); i++) {
            var header = read.headers().get(i);
            var target = byHeader == null ? read.targets().get(i) : byHeader.getOrDefault(header, ImportTarget.NOTHING);
            boolean ignored = byHeader != null && byHeader.containsKey(header) && target.isBlank();
            if (target.isBlank()) {
                targets.add(createFields && !ignored ? ImportTarget.NEW_FIELD : ImportTarget.NOTHING);
                continue;
            }
            if (createFields && !isKnown(target) && KEY.matcher(target).matches()) {
                catalogue.create(target, label(header), label(header), Type.TEXT);
            }
            targets.add(target);
        }
        if (byHeader != null) {
            for (var header : byHeader.keySet()) {
                if (!read.headers().contains(Spelling.oneLine(header))) {
                    errors.add(new FieldError("mapping." + header, "contacts.import.noSuchColumn", header));
                }
            }
        }
        refuse(errors);
        return targets;
    }

    /** The options of a job: every target exists, none is given twice, somebody can be found by them. */
    ImportOptions complete(
            ImportOptions read,
            List<String> targets,
            Set<String> tags,
            @Nullable String campaign,
            @Nullable Consent consent) {
        var headers = read.headers();
        var errors = new ArrayList<FieldError>();
        if (targets.size() != headers.size()) {
            throw new InvalidInput("mapping", "contacts.import.columnsChanged");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < targets.size(); i++) {
            var target = targets.get(i);
            var column = "mapping." + headers.get(i);
            if (!ImportTarget.isSpecial(target) && !isKnown(target)) {
                errors.add(new FieldError(column, "contacts.error.unknownField", target));
            } else if (!target.equals(ImportTarget.NOTHING)
                    && !target.equals(ImportTarget.NEW_FIELD)
                    && !target.equals(ImportTarget.TAGS)
                    && !target.equals(ImportTarget.TAG_COLUMN)
                    && !seen.add(target.toLowerCase(Locale.ROOT))) {
                errors.add(new FieldError(column, "contacts.import.twice", headers.get(i)));
            }
        }
        if (!seen.contains("email") && !seen.contains("externalid")) {
            errors.add(new FieldError("mapping", "contacts.import.noKeyColumn"));
        }
        refuse(errors);
        var allTags = new LinkedHashSet<String>();
        tags.stream().filter(tag -> !tag.isBlank()).forEach(tag -> allTags.add(check.tag(tag)));
        var source = campaign == null || campaign.isBlank() ? null : Spelling.oneLine(campaign);
        if (source != null) {
            if (source.length() > LONGEST_CAMPAIGN) {
                throw new InvalidInput("campaign", "contacts.error.tooLong", LONGEST_CAMPAIGN);
            }
            allTags.add(check.tag(source));
        }
        var checked = check.check(new ContactDetails(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, consent));
        return new ImportOptions(
                headers,
                withNewFields(headers, targets),
                allTags,
                source,
                checked.consent(),
                read.skipped(),
                read.otherLines());
    }

    private boolean isKnown(String target) {
        var builtIn = BuiltInField.of(target);
        return builtIn.isPresent()
                ? builtIn.get().writable()
                : catalogue.custom(target).isPresent() || ImportTarget.isSpecial(target);
    }

    private List<String> withNewFields(List<String> headers, List<String> targets) {
        var result = new ArrayList<String>();
        for (int i = 0; i < targets.size(); i++) {
            result.add(targets.get(i).equals(ImportTarget.NEW_FIELD) ? newField(headers.get(i)) : targets.get(i));
        }
        return result;
    }

    /** The field with the header as its label, made where there is none. */
    private String newField(String header) {
        var label = label(header);
        var existing = catalogue.custom().stream()
                .filter(field ->
                        field.labelJa().equals(label) || field.labelEn().equals(label))
                .findFirst();
        if (existing.isPresent()) {
            return existing.get().key();
        }
        var key = camelCase(header);
        if (!KEY.matcher(key).matches() || isKnown(key) || BuiltInField.of(key).isPresent()) {
            int number = catalogue.custom().size() + 1;
            while (isKnown("field" + number)) {
                number++;
            }
            key = "field" + number;
        }
        return catalogue.create(key, label, label, Type.TEXT).key();
    }

    private static String label(String header) {
        return header.length() > 100 ? header.substring(0, 100) : header;
    }

    private static String camelCase(String header) {
        var key = new StringBuilder();
        for (var word : Spelling.foldAscii(header).split("[^a-zA-Z0-9]+", -1)) {
            if (!word.isEmpty()) {
                var lower = word.toLowerCase(Locale.ROOT);
                key.append(key.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
            }
        }
        boolean asciiOnly = Spelling.foldAscii(header).chars().allMatch(c -> c < 0x80);
        return asciiOnly ? key.toString() : "";
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }
}
