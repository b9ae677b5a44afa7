package org.minori.contacts.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactExport;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactScores;
import org.minori.contacts.ContactView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Contacts with what other modules know of them. */
@Component
class ContactDossier {

    private final ContactDirectory directory;
    private final ObjectProvider<ContactScores> scores;
    private final ObjectProvider<ContactExport> exports;

    ContactDossier(
            ContactDirectory directory, ObjectProvider<ContactScores> scores, ObjectProvider<ContactExport> exports) {
        this.directory = directory;
        this.scores = scores;
        this.exports = exports;
    }

    ContactView view(ContactId id) {
        return views(List.of(directory.get(id))).get(0);
    }

    List<ContactView> views(List<ContactCard> cards) {
        var points = points(cards.stream().map(ContactCard::id).toList());
        return cards.stream()
                .map(card -> ContactView.of(card, points.getOrDefault(card.id(), Map.of())))
                .toList();
    }

    Map<ContactId, Map<String, Integer>> points(List<ContactId> ids) {
        var keeper = scores.getIfAvailable();
        return keeper == null || ids.isEmpty() ? Map.of() : keeper.of(ids);
    }

    /** All that is held about one person, module by module. */
    Map<String, Object> everything(ContactId id) {
        var known = new LinkedHashMap<String, Object>();
        known.put("contact", view(id));
        known.put("consents", directory.consentHistory(id));
        exports.orderedStream().forEach(part -> known.put(part.name(), part.of(id)));
        return known;
    }
}
