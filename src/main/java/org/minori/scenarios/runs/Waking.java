package org.minori.scenarios.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.scenarios.runs.Interests.Trigger;
import org.minori.scenarios.runs.SignalWorker.Signal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds who waits for what happened and lets exactly those runs go on, and starts runs where a start event waits for it. */
@Service
class Waking {

    private static final String WAIT_COLUMNS = """
            w.id, w.contact_id, w.kind, w.subject, w.at_least, w.execution_id, w.task_id, w.enrolment_id, w.element,
            e.scenario_key, e.version
            """;
    private static final String WAITS = " FROM scenario_wait w JOIN enrolment e ON e.id = w.enrolment_id";

    private final JdbcClient jdbc;
    private final EngineBatch engine;
    private final TaskService tasks;
    private final CompiledScenarios scenarios;
    private final Interests interests;
    private final Enrolments enrolments;
    private final States states;
    private final Calls calls;
    private final Holds holds;

    Waking(
            JdbcClient jdbc,
            EngineBatch engine,
            TaskService tasks,
            CompiledScenarios scenarios,
            Interests interests,
            Enrolments enrolments,
            States states,
            Calls calls,
            Holds holds) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.tasks = tasks;
        this.scenarios = scenarios;
        this.interests = interests;
        this.enrolments = enrolments;
        this.states = states;
        this.calls = calls;
        this.holds = holds;
    }

    /** A run that waits. */
    record Wait(
            long id,
            ContactId contact,
            String kind,
            String subject,
            @Nullable Integer atLeast,
            String execution,
            @Nullable String task,
            long enrolment,
            String element,
            String scenario,
            int version) {}

    record Woken(Wait waiting, @Nullable String outcome) {}

    void wake(List<Signal> signals) {
        wakeThese(free(matches(signals)));
        start(signals);
    }

    /** Lets runs go on that something woke while they were held; what they no longer wait for does nothing. */
    void release(Collection<Long> heldWakes) {
        wakeThese(jdbc.sql("SELECT " + WAIT_COLUMNS + """
                        , h.outcome FROM scenario_held_wake h JOIN scenario_wait w ON w.id = h.wait_id
                        JOIN enrolment e ON e.id = w.enrolment_id WHERE h.id IN (:ids) ORDER BY h.id
                        """)
                .param("ids", heldWakes)
                .query((row, number) -> new Woken(read(row, number), row.getString("outcome")))
                .list());
    }

    /** Those that nobody holds; of the others it is kept what woke them. */
    private List<Woken> free(List<Woken> woken) {
        var held = holds.among(woken.stream()
                .collect(Collectors.toMap(
                        one -> one.waiting().enrolment(), one -> one.waiting().scenario(), (one, same) -> one)));
        var free = new ArrayList<Woken>();
        for (var one : woken) {
            if (held.contains(one.waiting().enrolment())) {
                holds.keep(one.waiting(), one.outcome());
            } else {
                free.add(one);
            }
        }
        return free;
    }

    /** Lets those go on who still wait. */
    void wakeThese(List<Woken> woken) {
        if (!woken.isEmpty()) {
            var instances = woken.stream()
                    .map(one -> OrderedIds.ofEnrolment(one.waiting().enrolment()))
                    .toList();
            engine.run(
                    instances,
                    () -> woken.stream()
                            .filter(one -> !goOn(one.waiting(), one.outcome()))
                            .forEach(this::goOnWhereMoved));
        }
    }

    /** Between the look at who waits and now the run may have been moved to another version, where its wait has another name. */
    private void goOnWhereMoved(Woken woken) {
        var before = woken.waiting();
        jdbc
                .sql("SELECT " + WAIT_COLUMNS + WAITS + " WHERE w.id = :id")
                .param("id", before.id())
                .query(Waking::read)
                .list()
                .stream()
                .filter(wait -> !wait.element().equals(before.element()))
                .forEach(wait -> goOn(wait, woken.outcome()));
    }

    /** Whether the run still waited there. */
    private boolean goOn(Wait wait, @Nullable String outcome) {
        if (wait.kind().equals(Signals.RUN_ENDED)) {
            return calls.goOn(wait);
        }
        var task = wait.task();
        if (task == null) {
            return engine.message(wait.execution(), "minori." + wait.element());
        }
        decide(wait, task, outcome);
        return true;
    }

    private void decide(Wait wait, String task, @Nullable String outcome) {
        var step = scenarios.of(wait.scenario(), wait.version()).steps().get(wait.element());
        if (step == null || outcome == null) {
            return;
        }
        boolean last = !outcome.equals("accepted")
                || step.parameter("minori:until", "decision").equals("decision");
        if (last && engine.isOpen(task)) {
            tasks.complete(task, Map.of(Run.RESULT + step.parameter("result", "salesOutcome"), outcome));
        }
    }

    /** Who waits for what happened. */
    List<Woken> matches(List<Signal> signals) {
        var byContact = waitsOf(signals).stream()
                .collect(Collectors.groupingBy(Wait::contact, HashMap::new, Collectors.toList()));
        var rechecked = rechecked(signals);
        var woken = new ArrayList<Woken>();
        var seen = new HashSet<String>();
        for (var signal : signals) {
            if (signal.waitId() != null) {
                var wait = rechecked.get(signal.waitId());
                if (wait != null && states.holds(wait) && seen.add(wait.execution() + wait.element())) {
                    woken.add(new Woken(wait, null));
                }
                continue;
            }
            for (var wait : byContact.getOrDefault(signal.contact(), List.of())) {
                var outcome = outcome(signal, wait);
                if (isFor(signal, wait, outcome) && seen.add(wait.execution() + wait.element() + outcome)) {
                    woken.add(new Woken(wait, outcome));
                }
            }
        }
        return woken;
    }

    private static @Nullable String outcome(Signal signal, Wait wait) {
        if (!signal.kind().equals(Signals.SALES_DECIDED) || !wait.kind().equals(Signals.SALES_DECIDED)) {
            return null;
        }
        var parts = signal.subject().split("/", 2);
        return parts.length == 2 && parts[1].equals(wait.subject()) ? parts[0] : null;
    }

    private static boolean isFor(Signal signal, Wait wait, @Nullable String outcome) {
        if (!signal.kind().equals(wait.kind())) {
            return false;
        }
        return switch (signal.kind()) {
            case Signals.SALES_DECIDED -> outcome != null;
            case Signals.SCORE_REACHED ->
                signal.subject().equals(wait.subject())
                        && signal.amount() != null
                        && wait.atLeast() != null
                        && signal.amount() >= wait.atLeast();
            case Signals.SEGMENT_ENTERED, Signals.STAGE_CHANGED ->
                signal.subject().equals(wait.subject());
            // Ids grow with time: what happened before a run began to wait is not what it waits for.
            default -> (wait.subject().isEmpty() || wait.subject().equals(signal.subject())) && wait.id() < signal.id();
        };
    }

    private List<Wait> waitsOf(List<Signal> signals) {
        var contacts = signals.stream()
                .filter(signal -> signal.waitId() == null)
                .map(signal -> signal.contact().value())
                .collect(Collectors.toSet());
        if (contacts.isEmpty()) {
            return List.of();
        }
        Set<String> kinds = signals.stream().map(Signal::kind).collect(Collectors.toSet());
        return jdbc.sql("SELECT " + WAIT_COLUMNS + WAITS + """
                         WHERE w.contact_id IN (:contacts) AND w.kind IN (:kinds)
                        """)
                .param("contacts", contacts)
                .param("kinds", kinds)
                .query(Waking::read)
                .list();
    }

    private Map<Long, Wait> rechecked(List<Signal> signals) {
        var ids = new ArrayList<Long>();
        for (var signal : signals) {
            var wait = signal.waitId();
            if (wait != null) {
                ids.add(wait);
            }
        }
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("SELECT " + WAIT_COLUMNS + WAITS + " WHERE w.id IN (:ids)")
                .param("ids", ids)
                .query(Waking::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Wait::id, Function.identity()));
    }

    private static Wait read(ResultSet row, int number) throws SQLException {
        return new Wait(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getObject("at_least", Integer.class),
                row.getString("execution_id"),
                row.getString("task_id"),
                row.getLong("enrolment_id"),
                row.getString("element"),
                row.getString("scenario_key"),
                row.getInt("version"));
    }

    private void start(List<Signal> signals) {
        for (var trigger : interests.now().triggers()) {
            var contacts = new ArrayList<ContactId>();
            for (var signal : signals) {
                if (sets(trigger, signal)) {
                    contacts.add(signal.contact());
                }
            }
            if (!contacts.isEmpty()) {
                enrolments.byEvent(trigger.scenario(), trigger.startElement(), contacts);
            }
        }
    }

    private static boolean sets(Trigger trigger, Signal signal) {
        var awaited = trigger.awaited();
        if (!awaited.kind().equals(signal.kind())) {
            return false;
        }
        var atLeast = awaited.atLeast();
        if (signal.kind().equals(Signals.SCORE_REACHED)) {
            return awaited.subject().equals(signal.subject())
                    && signal.amount() != null
                    && signal.before() != null
                    && atLeast != null
                    && signal.before() < atLeast
                    && signal.amount() >= atLeast;
        }
        return awaited.subject().isEmpty() || awaited.subject().equals(signal.subject());
    }
}
