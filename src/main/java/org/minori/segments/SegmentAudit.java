package org.minori.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditEntry;
import org.minori.administration.AuditWords;
import org.minori.contacts.ContactDirectory;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Names segments in the audit log and reads their rules out. */
@Component
class SegmentAudit implements AuditWords {

    private final SegmentShelf shelf;
    private final ContactDirectory contacts;
    private final RuleWords words;
    private final ObjectMapper json;
    private final Texts texts;

    SegmentAudit(SegmentShelf shelf, ContactDirectory contacts, RuleWords words, ObjectMapper json, Texts texts) {
        this.shelf = shelf;
        this.contacts = contacts;
        this.words = words;
        this.json = json;
        this.texts = texts;
    }

    @Override
    public String module() {
        return "segments";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("segment");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return shelf.find(id).map(segment -> new Thing(segment.name(), "/segments/" + id, Role.OPERATOR));
    }

    @Override
    public Optional<String> value(AuditEntry entry, String detail, String value) {
        return switch (detail) {
            case "rule", "before", "after" -> rule(value);
            case "kind" -> Optional.of(texts.of("segments.audit.list"));
            default -> Optional.of(value);
        };
    }

    /** Empty for a rule that was too long to be noted whole, or that names fields that are gone. */
    private Optional<String> rule(String noted) {
        try {
            return Optional.of(words.of(RuleReader.read(json.readTree(noted), contacts.fields(), key -> null)));
        } catch (JsonProcessingException | InvalidInput notWhole) {
            return Optional.empty();
        }
    }
}
