package org.minori.scenarios.authoring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.ScenarioCompiler.Compilation;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The drawings that people work on. A draft may have faults; it is kept with them and runs nothing. */
@Service
public class ScenarioDrafts {

    private static final int LONGEST_REENTRY_DAYS = 3_650;

    private final ScenarioRows rows;
    private final ScenarioCompiler compiler;
    private final UserAccounts users;
    private final AuditLog audit;
    private final Clock clock;

    ScenarioDrafts(ScenarioRows rows, ScenarioCompiler compiler, UserAccounts users, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.compiler = compiler;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps the drawing as the scenario's draft, making the scenario when there is none.
     *
     * @throws NotADrawing when the bytes are not BPMN XML; nothing is kept then
     */
    @Transactional
    public Compilation save(String key, byte[] drawing) {
        ScenarioKey.checked(key);
        var compilation = compiler.compile(key, drawing);
        keep(key, drawing, compilation);
        audit.record("scenario.draftSaved", "scenario:" + key, Map.of("name", name(key, compilation)));
        return compilation;
    }

    /** Like {@link #save}, but a scenario that is already there is left as it is; empty then. */
    @Transactional
    public Optional<Compilation> create(String key, byte[] drawing) {
        ScenarioKey.checked(key);
        if (rows.find(key).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(save(key, drawing));
    }

    /** Loads a drawing that comes with Minori, unless somebody has removed it or changed the draft that came from an earlier one. */
    @Transactional
    boolean ship(String key, byte[] drawing) {
        var hash = DrawingText.of(drawing).hash();
        var present = rows.lockDraft(key);
        if (present.isEmpty() && rows.wasRemoved(key)) {
            return false;
        }
        boolean touched = present.isPresent()
                && !present.get().hash().equals(present.get().shippedHash());
        if (touched || present.isPresent() && present.get().hash().equals(hash)) {
            return false;
        }
        keep(key, drawing, compiler.compile(key, drawing));
        rows.markShipped(key, hash);
        return true;
    }

    /** The draft compiled anew, since what it names may have come or gone. */
    @Transactional(readOnly = true)
    public Compilation compiled(String key) {
        return compiler.compile(key, drawing(key));
    }

    /** The draft as a file. */
    @Transactional(readOnly = true)
    public byte[] drawing(String key) {
        return rows.draft(key)
                .orElseThrow(() -> new ScenarioNotFound(key))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A published version as a file. */
    @Transactional(readOnly = true)
    public byte[] drawing(String key, int version) {
        return rows.drawing(key, version)
                .orElseThrow(() ->
                        rows.find(key).isPresent() ? new ScenarioNotFound(key, version) : new ScenarioNotFound(key))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What a published version says, read anew. */
    @Transactional(readOnly = true)
    public ScenarioOutline outline(String key, int version) {
        return compiler.compile(key, drawing(key, version)).outline();
    }

    /** Sets who may run through the scenario again. */
    @Transactional
    public void setReentry(String key, Reentry reentry, int days) {
        if (reentry == Reentry.AFTER_DAYS && (days < 1 || days > LONGEST_REENTRY_DAYS)) {
            throw new InvalidInput("days", "authoring.reentry.days.invalid");
        }
        var before = find(key);
        rows.setReentry(key, reentry, reentry == Reentry.AFTER_DAYS ? days : 0);
        audit.record(
                "scenario.reentryChanged",
                "scenario:" + key,
                Map.of("before", before.reentry().name(), "after", reentry.name()));
    }

    /** All scenarios, by name. */
    @Transactional(readOnly = true)
    public List<ScenarioView> all() {
        return rows.all();
    }

    /** Scenarios by key, after the given one. */
    @Transactional(readOnly = true)
    public List<ScenarioView> page(String after, int limit) {
        return rows.page(after, limit);
    }

    /** One scenario. */
    @Transactional(readOnly = true)
    public ScenarioView find(String key) {
        return rows.find(key).orElseThrow(() -> new ScenarioNotFound(key));
    }

    /** Its versions, the newest first. */
    @Transactional(readOnly = true)
    public List<VersionView> versions(String key) {
        return rows.versions(key).stream()
                .map(version ->
                        new VersionView(version.version(), version.name(), version.publishedAt(), userName(version)))
                .toList();
    }

    private @Nullable String userName(VersionView version) {
        var by = version.publishedBy();
        return by == null ? null : users.find(UserId.of(by)).map(User::name).orElse(null);
    }

    void keep(String key, byte[] drawing, Compilation compilation) {
        var text = DrawingText.of(drawing);
        int errors = (int) compilation.problems().stream()
                .filter(Problem::isFaultOfTheDrawing)
                .count();
        var by = users.current().map(User::id).orElse(null);
        var name = name(key, compilation);
        if (!rows.create(key, name, text, errors, by, clock.instant())) {
            rows.saveDraft(key, name, text, errors, by, clock.instant());
        }
    }

    private static String name(String key, Compilation compilation) {
        return compilation.name().isEmpty() ? key : compilation.name();
    }
}
