package org.minori.scoring;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.SubjectNames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** Says in the reader's language why points were given. */
@Service
public class ScoreReasons {

    /** The reason of points that are taken back. */
    static final String MACHINE = "scoring.reason.machine";

    private final MessageSource messages;
    private final ScoreRules rules;
    private final ObjectProvider<SubjectNames> names;

    ScoreReasons(MessageSource messages, ScoreRules rules, ObjectProvider<SubjectNames> names) {
        this.messages = messages;
        this.rules = rules;
        this.names = names;
    }

    /** The words for a row of the ledger: the rule and what it was about, or the reason that its author gave. */
    public String of(LedgerEntry entry) {
        var reason = entry.reason();
        if (MACHINE.equals(reason)) {
            return text(MACHINE, null, rule(entry.rule()));
        }
        if (entry.touchpoint() != null) {
            return reason == null
                    ? rule(entry.rule())
                    : text("scoring.reason.about", null, rule(entry.rule()), subject(entry.rule(), reason));
        }
        return reason == null || reason.isBlank() ? rule(entry.rule()) : reason;
    }

    /** The name of a rule. */
    public String of(ScoreRule rule) {
        return rule.name() == null ? text("scoring.rule." + rule.key(), rule.key()) : rule.name();
    }

    private String rule(String key) {
        var rule = named().get(key);
        return rule != null ? of(rule) : text("scoring.rule." + key, text("scoring.rule.step", key));
    }

    private String subject(String key, String subject) {
        var rule = named().get(key);
        return rule == null ? subject : SubjectNames.of(names.stream(), rule.eventType(), subject);
    }

    private Map<String, ScoreRule> named() {
        return rules.remembered().stream().collect(Collectors.toMap(ScoreRule::key, Function.identity()));
    }

    private String text(String key, @Nullable String otherwise, Object... arguments) {
        var text = messages.getMessage(key, arguments, otherwise, LocaleContextHolder.getLocale());
        return text == null ? key : text;
    }
}
