package org.minori.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.contacts.ContactDirectory;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Making and changing segments; nothing is stored that could not be asked of the database. */
@Service
@Transactional
public class SegmentDefinitions {

    private static final int LONGEST_NAME = 200;

    /** These are addresses of pages. */
    private static final Set<String> RESERVED = Set.of("new", "choices", "preview", "lists");

    private final SegmentShelf shelf;
    private final SegmentLinks links;
    private final ContactDirectory contacts;
    private final AuditLog audit;
    private final ObjectProvider<SegmentUse> users;

    SegmentDefinitions(
            SegmentShelf shelf,
            SegmentLinks links,
            ContactDirectory contacts,
            AuditLog audit,
            ObjectProvider<SegmentUse> users) {
        this.shelf = shelf;
        this.links = links;
        this.contacts = contacts;
        this.audit = audit;
        this.users = users;
    }

    @Transactional(readOnly = true)
    public Segment get(String key) {
        return shelf.find(key).orElseThrow(() -> new SegmentNotFound(key));
    }

    @Transactional(readOnly = true)
    public List<Segment> all() {
        return shelf.all();
    }

    /** Makes a segment; SegmentKeyTaken when there is one already. */
    public Segment create(@Nullable String key, @Nullable String name, @Nullable JsonNode rule) {
        checkNames(key, name);
        read(key, rule);
        if (!shelf.insert(String.valueOf(key), String.valueOf(name).strip(), SegmentKind.RULE, rule)) {
            throw new SegmentKeyTaken(String.valueOf(key));
        }
        audit.record("segment.created", "segment:" + key, Map.of("rule", String.valueOf(rule)));
        return get(String.valueOf(key));
    }

    /** Makes a fixed list with nobody on it; SegmentKeyTaken when there is a segment with the key already. */
    public Segment createList(@Nullable String key, @Nullable String name) {
        checkNames(key, name);
        if (!shelf.insert(String.valueOf(key), String.valueOf(name).strip(), SegmentKind.FIXED, null)) {
            throw new SegmentKeyTaken(String.valueOf(key));
        }
        audit.record("segment.created", "segment:" + key, Map.of("kind", SegmentKind.FIXED.name()));
        return get(String.valueOf(key));
    }

    /** Changes name and rule of the segment; a name that is not given stays, a fixed list keeps its members. */
    public Segment change(String key, @Nullable String name, @Nullable JsonNode rule) {
        var before = get(key);
        var newName = name == null ? before.name() : name;
        checkNames(key, newName);
        if (before.kind() == SegmentKind.FIXED) {
            if (rule != null) {
                throw new InvalidInput("rule", "segments.isAList");
            }
        } else {
            read(key, rule);
        }
        shelf.update(key, newName.strip(), rule);
        audit.record(
                "segment.changed",
                "segment:" + key,
                Map.of("before", String.valueOf(before.rule()), "after", String.valueOf(rule)));
        return get(key);
    }

    /** Removes it; SegmentInUse when a scenario or another segment relies on it. */
    public void delete(String key) {
        var segment = get(key);
        var inUse = usersOf(key);
        if (!inUse.isEmpty()) {
            throw new SegmentInUse(segment.name(), inUse);
        }
        shelf.delete(key);
        audit.record(
                "segment.deleted",
                "segment:" + key,
                Map.of("name", segment.name(), "rule", String.valueOf(segment.rule())));
    }

    /** The names of what relies on the segment. */
    @Transactional(readOnly = true)
    public List<String> usersOf(String key) {
        var names = new ArrayList<String>();
        users.orderedStream().forEach(user -> names.addAll(user.usersOf(key)));
        names.addAll(links.namesOfThoseThatName(key));
        return names;
    }

    /** The rule of the segment with the key (null for one that is not stored); InvalidInput names every fault. */
    Rule read(@Nullable String key, @Nullable JsonNode tree) {
        var rule = RuleReader.read(tree, contacts.fields(), other -> links.faultOf(key, other));
        if (links.leaves(rule) > SegmentLinks.MOST_LEAVES) {
            throw new InvalidInput("rule", "segments.rule.tooLarge", SegmentLinks.MOST_LEAVES);
        }
        return rule;
    }

    private static void checkNames(@Nullable String key, @Nullable String name) {
        var errors = new ArrayList<InvalidInput.FieldError>();
        if (key == null || !key.matches(RuleReader.KEY) || RESERVED.contains(key)) {
            errors.add(new InvalidInput.FieldError("key", "segments.keyInvalid"));
        }
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            errors.add(new InvalidInput.FieldError("name", "segments.nameInvalid", LONGEST_NAME));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }
}
