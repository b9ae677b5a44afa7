package org.minori.contacts;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.web.PageOf;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Writes a list of contacts as a file that a spreadsheet opens safely, page by page, and leaves a trace of who took it. */
@Service
public class ContactsFile {

    private static final List<BuiltInField> COLUMNS =
            Stream.of(BuiltInField.values()).filter(BuiltInField::writable).toList();

    private final ContactLists lists;
    private final FieldCatalogue catalogue;
    private final AuditLog audit;
    private final MessageSource messages;

    ContactsFile(ContactLists lists, FieldCatalogue catalogue, AuditLog audit, MessageSource messages) {
        this.messages = messages;
        this.lists = lists;
        this.catalogue = catalogue;
        this.audit = audit;
    }

    /** All contacts that the filters of the query find, the newest first. */
    public void write(ContactQuery filters, Locale locale, ExportFormat format, OutputStream out) throws IOException {
        var custom = catalogue.custom();
        var file = writer(format, out);
        var head = new ArrayList<String>();
        head.add("ID");
        COLUMNS.forEach(column -> head.add(column.asField().label(locale)));
        custom.forEach(field -> head.add(field.label(locale)));
        boolean japanese = locale.getLanguage().equals("ja");
        head.addAll(
                japanese
                        ? List.of("ステージ", "担当", "タグ", "同意の根拠", "登録日時", "更新日時")
                        : List.of("Stage", "Owner", "Tags", "Consent basis", "Created", "Changed"));
        file.row(head);
        long rows = 0;
        String after = null;
        do {
            var page = lists.page(next(filters, after));
            for (var card : page.items()) {
                file.row(row(card, custom, locale));
                rows++;
            }
            after = page.next();
        } while (after != null);
        file.finish();
        var noted = new LinkedHashMap<String, String>();
        noted.put("rows", Long.toString(rows));
        noted.put("format", format.word());
        if (file instanceof ShiftJisWriter narrow && narrow.missing() > 0) {
            noted.put("replaced", Long.toString(narrow.missing()));
        }
        audit.record("contact.listExported", "contacts", noted);
    }

    private static TableWriter writer(ExportFormat format, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new CsvWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
            case SHIFT_JIS -> new ShiftJisWriter(out);
            case XLSX -> new XlsxWriter(out);
        };
    }

    private static ContactQuery next(ContactQuery filters, @Nullable String after) {
        return new ContactQuery(
                filters.text(),
                filters.stage(),
                filters.tag(),
                filters.company(),
                ContactQuery.Order.NEWEST,
                after,
                PageOf.MOST);
    }

    private List<String> row(ContactCard card, List<ContactField> custom, Locale locale) {
        var builtIn = ContactState.builtIn(card);
        var row = new ArrayList<String>();
        row.add(card.id().toString());
        COLUMNS.forEach(column -> row.add(builtIn.getOrDefault(column, "")));
        custom.forEach(field -> row.add(card.fields().getOrDefault(field.key(), "")));
        row.add(word("web.stage." + card.stage(), locale));
        row.add(word("web.owner." + card.owner(), locale));
        row.add(String.join(",", card.tags()));
        var consent = card.consent();
        row.add(consent == null ? "" : word("contacts.consent.basis." + consent.basis(), locale));
        row.add(card.createdAt().toString());
        row.add(card.updatedAt().toString());
        return row;
    }

    private String word(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
