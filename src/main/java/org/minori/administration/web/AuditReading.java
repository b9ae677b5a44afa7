package org.minori.administration.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditEntry;
import org.minori.administration.AuditLog;
import org.minori.administration.AuditWords;
import org.minori.administration.AuditWords.Thing;
import org.minori.administration.web.AuditLine.Change;
import org.minori.web.Role;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Reads the rows of the audit log out in plain words, with what each module knows of its things. */
@Component
class AuditReading {

    private static final String BEFORE = "Before";

    private final AuditLog audit;
    private final MessageSource messages;
    private final Map<String, AuditWords> words = new HashMap<>();

    AuditReading(AuditLog audit, MessageSource messages, List<AuditWords> modules) {
        this.audit = audit;
        this.messages = messages;
        modules.forEach(module -> module.kinds().forEach(kind -> words.put(kind, module)));
    }

    /** A thing as a row names it. */
    private record Named(String name, @Nullable String path, Role reader, boolean gone) {}

    List<AuditLine> lines(List<AuditEntry> entries) {
        var known = new HashMap<String, Named>();
        return entries.stream()
                .map(entry -> line(entry, known.computeIfAbsent(entry.subject(), this::named)))
                .toList();
    }

    private AuditLine line(AuditEntry entry, Named thing) {
        return new AuditLine(
                entry,
                actor(entry.actor(), entry.actorName()),
                did(entry.action()),
                kind(kindOf(entry.subject())),
                thing.name(),
                thing.path(),
                thing.reader(),
                thing.gone(),
                changes(entry, thing.name()));
    }

    /** What was done, in words. */
    String did(String action) {
        return said("did." + action).orElse(action);
    }

    /** What the kind is called. */
    String kind(String kind) {
        return said("kind." + kind).orElse(kind);
    }

    String actor(String id, String name) {
        var known = name.isEmpty() ? text("administration.audit.system").orElse("") : name;
        return id.startsWith("key:") ? text("administration.audit.key", name).orElse(known) : known;
    }

    /** The kinds by what they are called. */
    Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        words.keySet().stream()
                .sorted((one, other) -> kind(one).compareTo(kind(other)))
                .forEach(kind -> kinds.put(kind, kind(kind)));
        return kinds;
    }

    /** Kind and name of one thing. */
    String called(String subject) {
        return kind(kindOf(subject)) + " " + named(subject).name();
    }

    private Named named(String subject) {
        var kind = kindOf(subject);
        if (kind.length() == subject.length()) {
            return new Named("", null, Role.ADMIN, false);
        }
        var id = subject.substring(kind.length() + 1);
        var module = words.get(kind);
        var found = module == null ? Optional.<Thing>empty() : careful(() -> module.find(kind, id));
        return found.map(thing -> new Named(thing.name(), thing.path(), thing.reader(), false))
                .orElseGet(() -> new Named(audit.nameOf(subject).orElse(id), null, Role.ADMIN, true));
    }

    private List<Change> changes(AuditEntry entry, String thing) {
        var changes = new ArrayList<Change>();
        var details = entry.details();
        for (var detail : new TreeSet<>(details.keySet())) {
            if (detail.endsWith(BEFORE) || detail.equals("before") && details.containsKey("after")) {
                continue;
            }
            var name = text("administration.audit.detail." + detail);
            var after = value(entry, detail, details.getOrDefault(detail, ""));
            var was = details.get(detail.equals("after") ? "before" : detail + BEFORE);
            var before = was == null ? Optional.<String>empty() : value(entry, detail, was);
            if (name.isEmpty()
                    || after.isEmpty() && before.isEmpty()
                    || after.equals(before)
                    || after.equals(Optional.of(thing))) {
                continue;
            }
            changes.add(new Change(name.get(), before.orElse(null), after.orElse("–")));
        }
        return changes;
    }

    private Optional<String> value(AuditEntry entry, String detail, String value) {
        var module = words.get(kindOf(entry.subject()));
        var read = module == null ? Optional.of(value) : careful(() -> module.value(entry, detail, value));
        return read.filter(text -> !text.isBlank());
    }

    /** What was noted long ago, or by a mistake, must not keep anybody from reading the rest. */
    private static <T> Optional<T> careful(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NoSuchMessageException notOfToday) {
            return Optional.empty();
        }
    }

    private static String kindOf(String subject) {
        int colon = subject.indexOf(':');
        return colon < 0 ? subject : subject.substring(0, colon);
    }

    private Optional<String> said(String key) {
        return words.values().stream()
                .map(AuditWords::module)
                .distinct()
                .flatMap(module -> text(module + ".audit." + key).stream())
                .findFirst();
    }

    private Optional<String> text(String key, Object... arguments) {
        return Optional.ofNullable(messages.getMessage(key, arguments, null, LocaleContextHolder.getLocale()));
    }
}
