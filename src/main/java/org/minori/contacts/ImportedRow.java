package org.minori.contacts;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput.FieldError;

/** Turns the cells of one record into what they tell about a contact. */
final class ImportedRow {

    private final ImportOptions options;
    private final ZoneId zone;
    private final Map<String, String> headerByField = new HashMap<>();

    ImportedRow(ImportOptions options, ZoneId zone) {
        this.options = options;
        this.zone = zone;
        for (int i = 0; i < options.targets().size(); i++) {
            var header = options.headers().get(i);
            switch (options.targets().get(i)) {
                case ImportTarget.FULL_NAME -> {
                    headerByField.putIfAbsent("lastName", header);
                    headerByField.putIfAbsent("firstName", header);
                }
                case ImportTarget.FULL_NAME_KANA -> {
                    headerByField.putIfAbsent("lastNameKana", header);
                    headerByField.putIfAbsent("firstNameKana", header);
                }
                default -> headerByField.put(options.targets().get(i), header);
            }
        }
    }

    /** The column that a fault is about, as the file names it. */
    FieldError inColumn(FieldError error) {
        var field = error.field().startsWith("fields.") ? error.field().substring(7) : error.field();
        var header = headerByField.getOrDefault(field, field);
        return new FieldError(header, error.messageKey(), error.arguments());
    }

    /** What is wrong with the record as a whole; null when nothing is. */
    @Nullable
    FieldError fault(List<String> cells) {
        int columns = options.headers().size();
        if (cells.size() > columns
                && cells.subList(columns, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            return new FieldError("", "contacts.import.fault.cells", cells.size(), columns);
        }
        return null;
    }

    ContactDetails details(List<String> cells) {
        var values = new LinkedHashMap<String, String>();
        var tags = new LinkedHashSet<>(options.tags());
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < Math.min(cells.size(), options.targets().size()); i++) {
                var cell = cells.get(i).strip();
                var target = options.targets().get(i);
                if (cell.isEmpty() || target.equals(ImportTarget.NOTHING)) {
                    continue;
                }
                boolean whole = target.equals(ImportTarget.FULL_NAME) || target.equals(ImportTarget.FULL_NAME_KANA);
                if (whole && pass == 0) {
                    var names = ImportTarget.split(cell);
                    var suffix = target.equals(ImportTarget.FULL_NAME) ? "" : "Kana";
                    values.put("lastName" + suffix, names[0]);
                    values.put("firstName" + suffix, names[1]);
                } else if (target.equals(ImportTarget.TAGS) && pass == 1) {
                    tags.addAll(ImportTarget.tags(cell));
                } else if (target.equals(ImportTarget.TAG_COLUMN) && pass == 1) {
                    tags.addAll(ImportTarget.tags(options.headers().get(i), cell));
                } else if (!ImportTarget.isSpecial(target) && pass == 1) {
                    values.put(target, cell);
                }
            }
        }
        return details(values, tags, consent(cells));
    }

    private ContactDetails details(Map<String, String> values, LinkedHashSet<String> tags, @Nullable Consent consent) {
        var custom = new LinkedHashMap<String, String>();
        values.forEach((key, value) -> {
            if (BuiltInField.of(key).isEmpty()) {
                custom.put(key, value);
            }
        });
        return ContactDetails.of(values, tags, custom, consent);
    }

    /** A card is a right to write since the day on which it was given, where the row says which. */
    private @Nullable Consent consent(List<String> cells) {
        var consent = options.consent();
        int column = options.targets().indexOf(ImportTarget.CARD_DAY);
        if (consent == null
                || consent.basis() != ConsentBasis.BUSINESS_CARD
                || column < 0
                || column >= cells.size()
                || cells.get(column).isBlank()) {
            return consent;
        }
        return FieldValue.read(ContactField.Type.DATE, cells.get(column))
                .map(day -> new Consent(
                        consent.basis(),
                        Objects.requireNonNull(day.date()).atStartOfDay(zone).toInstant(),
                        consent.wording()))
                .orElse(consent);
    }

    /** The headers of a file, unnamed columns numbered; BrokenCsv when two are the same. */
    static List<String> headers(List<String> cells) {
        var headers = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < cells.size(); i++) {
            var header = Spelling.oneLine(cells.get(i));
            var shown = header.isEmpty() ? "#" + (i + 1) : header;
            var before = seen.put(shown, i + 1);
            if (before != null) {
                throw new BrokenCsv("contacts.import.broken.header", shown, Objects.requireNonNull(before), i + 1);
            }
            headers.add(shown);
        }
        return headers;
    }
}
