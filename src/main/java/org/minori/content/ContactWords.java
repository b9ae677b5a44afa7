package org.minori.content;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.contacts.ContactCard;

/** The words that a mail can use: plain text in plain maps, so that a template reaches nothing else. */
final class ContactWords {

    private ContactWords() {}

    static Map<String, Object> of(RenderRequest request, SenderProfile sender, @Nullable User owner) {
        var words = new HashMap<String, Object>();
        words.put("contact", contact(request.contact()));
        words.put(
                "company", Map.of("name", LiquidText.harmless(request.contact().company())));
        words.put("owner", owner(owner));
        words.put("sender", sender(sender));
        words.put("unsubscribeUrl", request.unsubscribeUrl());
        words.put("openPixelUrl", request.openPixelUrl());
        return words;
    }

    private static Map<String, Object> contact(ContactCard card) {
        var words = new HashMap<String, Object>();
        put(words, "email", card.email());
        put(words, "lastName", card.lastName());
        put(words, "firstName", card.firstName());
        put(words, "fullName", name(card));
        put(words, "lastNameKana", card.lastNameKana());
        put(words, "firstNameKana", card.firstNameKana());
        put(words, "company", card.company());
        put(words, "department", card.department());
        put(words, "jobTitle", card.jobTitle());
        put(words, "phone", card.phone());
        put(words, "salutation", salutation(card));
        var fields = new HashMap<String, Object>();
        card.fields().forEach((key, value) -> put(fields, key, value));
        words.put("fields", fields);
        return words;
    }

    /** 山田 太郎 様; without a name the company's person in charge, never a bare 様. */
    static String salutation(ContactCard card) {
        String name = name(card);
        String company = card.company() == null ? "" : card.company().strip();
        if (card.locale() != null
                && Locale.forLanguageTag(card.locale().replace('_', '-'))
                        .getLanguage()
                        .equals("en")) {
            return name.isEmpty() ? company.isEmpty() ? "Customer" : company : name;
        }
        if (!name.isEmpty()) {
            return name + " 様";
        }
        return company.isEmpty() ? "ご担当者様" : company + " ご担当者様";
    }

    private static String name(ContactCard card) {
        String last = card.lastName() == null ? "" : card.lastName().strip();
        String first = card.firstName() == null ? "" : card.firstName().strip();
        return (last + " " + first).strip();
    }

    private static Map<String, Object> owner(@Nullable User owner) {
        var words = new HashMap<String, Object>();
        put(words, "name", owner == null ? null : owner.name());
        put(words, "email", owner == null ? null : owner.email());
        return words;
    }

    private static Map<String, Object> sender(SenderProfile sender) {
        var words = new HashMap<String, Object>();
        put(words, "name", sender.fromName());
        put(words, "address", sender.fromAddress());
        put(words, "company", sender.company());
        put(words, "postalAddress", sender.postalAddress());
        put(words, "contact", sender.contact());
        return words;
    }

    /** What is not known is not there, so that {@code default} and {@code if} work as people expect. */
    private static void put(Map<String, Object> words, String word, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            words.put(word, LiquidText.harmless(value));
        }
    }
}
