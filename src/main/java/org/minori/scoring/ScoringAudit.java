package org.minori.scoring;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditEntry;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Names score rules in the audit log. */
@Component
class ScoringAudit implements AuditWords {

    private final ScoreRules rules;
    private final ScoreReasons reasons;
    private final Texts texts;

    ScoringAudit(ScoreRules rules, ScoreReasons reasons, Texts texts) {
        this.rules = rules;
        this.reasons = reasons;
        this.texts = texts;
    }

    @Override
    public String module() {
        return "scoring";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("scoreRule");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return rules.find(id).map(rule -> new Thing(reasons.of(rule), "/settings/scoring/" + id, Role.MARKETER));
    }

    @Override
    public Optional<String> value(AuditEntry entry, String detail, String value) {
        return Optional.of(detail.equals("active") ? texts.of("scoring.audit.active." + value) : value);
    }
}
