package org.minori.scenarios.authoring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.scenarios.authoring.ScenarioCompiler.Compilation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Saving a draft again and again while somebody draws. A save names the draft that it changes, so that of two people who
 * draw at once the second is asked instead of undoing the first one's work unseen.
 */
@Service
public class DraftEditing {

    /** One person's drawing is one line of the audit log for so long. */
    private static final Duration ONE_SITTING = Duration.ofMinutes(15);

    private final ScenarioRows rows;
    private final ScenarioDrafts drafts;
    private final DraftRevisions revisions;
    private final ScenarioCompiler compiler;
    private final UserAccounts users;
    private final AuditLog audit;
    private final Clock clock;

    DraftEditing(
            ScenarioRows rows,
            ScenarioDrafts drafts,
            DraftRevisions revisions,
            ScenarioCompiler compiler,
            UserAccounts users,
            AuditLog audit,
            Clock clock) {
        this.rows = rows;
        this.drafts = drafts;
        this.revisions = revisions;
        this.compiler = compiler;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    /** A draft to go on with: its text, by what name a save refers to it, and where one can go back to. */
    public record Opened(String drawing, String revision, List<Long> earlier) {}

    /**
     * What came of a save.
     *
     * @param revision of the draft that is now kept: the caller's, or another one's when it conflicts
     * @param changedBy who saved that other one, empty for another system
     */
    public record Saved(boolean conflict, String revision, Instant at, String changedBy, Compilation compilation) {}

    @Transactional(readOnly = true)
    public Opened open(String key) {
        var draft = rows.draft(key).orElseThrow(() -> new ScenarioNotFound(key));
        return new Opened(
                draft.text(),
                draft.hash(),
                revisions.before(key, draft.hash()).stream()
                        .map(DraftRevisions.Revision::id)
                        .toList());
    }

    /** An earlier state of the draft. */
    @Transactional(readOnly = true)
    public byte[] earlier(String key, long revision) {
        return revisions
                .drawing(key, revision)
                .orElseThrow(() -> new ScenarioNotFound(key))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Keeps the drawing as the draft when the draft still is the one that was changed.
     *
     * @throws NotADrawing when the bytes are not BPMN XML; nothing is kept then
     */
    @Transactional
    public Saved save(String key, String changed, byte[] drawing) {
        var present = rows.lockDraft(key).orElseThrow(() -> new ScenarioNotFound(key));
        var state = rows.draftState(key);
        var compilation = compiler.compile(key, drawing);
        if (!present.hash().equals(changed)) {
            return new Saved(true, present.hash(), state.at(), name(state.by()), compilation);
        }
        var text = DrawingText.of(drawing);
        var now = clock.instant();
        if (text.hash().equals(changed)) {
            return new Saved(false, changed, state.at(), "", compilation);
        }
        var me = users.current().map(User::id).orElse(null);
        var before = new DrawingText(present.text());
        if (revisions.before(key, "").isEmpty()) {
            revisions.add(key, before, state.by(), state.at());
        }
        boolean newSitting = me == null
                || !me.equals(state.by())
                || state.at().plus(ONE_SITTING).isBefore(now);
        drafts.keep(key, drawing, compilation);
        revisions.add(key, text, me, now);
        if (newSitting) {
            audit.record("scenario.draftSaved", "scenario:" + key, Map.of("name", compilation.name()));
        }
        return new Saved(false, text.hash(), now, "", compilation);
    }

    /** What is wrong with a drawing that is not kept. */
    public Compilation check(String key, byte[] drawing) {
        return compiler.compile(key, drawing);
    }

    private String name(@Nullable UserId by) {
        return by == null ? "" : users.find(by).map(User::name).orElse("");
    }
}
