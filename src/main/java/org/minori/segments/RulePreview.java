package org.minori.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.web.InvalidInput;
import org.minori.web.PageOf;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows what a rule means before and after it is saved: how many, who for example, and in words. */
@Service
public class RulePreview {

    private static final int SECONDS = 5;
    private static final int EXAMPLES = 5;

    private final SegmentDefinitions definitions;
    private final Audience audience;
    private final ContactDirectory contacts;
    private final RuleWords words;

    RulePreview(SegmentDefinitions definitions, Audience audience, ContactDirectory contacts, RuleWords words) {
        this.definitions = definitions;
        this.audience = audience;
        this.contacts = contacts;
        this.words = words;
    }

    /** How many fulfil a rule, some of them, and the rule as a sentence. */
    public record Preview(long count, List<ContactCard> examples, String words) {}

    /** Of a rule that is being built; a query that takes seconds is given up. */
    @Transactional(readOnly = true, timeout = SECONDS)
    public Preview of(@Nullable String key, @Nullable JsonNode tree) {
        var rule = definitions.read(key, tree);
        var examples = audience.members(rule, null, EXAMPLES);
        return new Preview(audience.count(rule), cards(examples), words.of(rule));
    }

    /** The rule as a sentence in the reader's language; empty for a fixed list, and for a rule whose field or segment is gone. */
    @Transactional(readOnly = true)
    public String words(Segment segment) {
        try {
            return segment.rule() == null ? "" : words.of(definitions.read(segment.key(), segment.rule()));
        } catch (InvalidInput outdated) {
            return "";
        }
    }

    /** The members of a segment, page by page. */
    @Transactional(readOnly = true)
    public PageOf<ContactCard> contacts(String key, @Nullable ContactId after, int limit) {
        definitions.get(key);
        var ids = audience.members(new Rule.InSegment(key), after, limit + 1);
        var page = PageOf.of(ids, limit, ContactId::toString);
        return new PageOf<>(cards(page.items()), page.next());
    }

    private List<ContactCard> cards(List<ContactId> ids) {
        var cards = contacts.cards(ids);
        return ids.stream().map(cards::get).filter(card -> card != null).toList();
    }
}
