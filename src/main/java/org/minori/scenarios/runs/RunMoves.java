package org.minori.scenarios.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.engine.EngineMigration.Rest;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.scenarios.runs.Waits.Awaited;
import org.minori.storage.BatchedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What moving runs to another version changes in our own rows: whose version they are, what they wait for, log and counts. */
@Service
public class RunMoves {

    private static final String MAIL = "sendEmail";
    private static final String VERSION = "UPDATE enrolment SET version = ? WHERE id IN (%s)";
    private static final String WAIT = """
            UPDATE scenario_wait SET element = ?, holder = ?, kind = ?, subject = ?, at_least = ? WHERE id = ?
            """;
    private static final String NO_WAIT = "DELETE FROM scenario_wait WHERE id IN (%s)";

    private final JdbcClient jdbc;
    private final BatchedRows rows;
    private final Waits waits;
    private final Days days;
    private final Signals signals;
    private final StepLog log;
    private final CompiledScenarios compiled;
    private final RuntimeService runtime;
    private final Clock clock;

    RunMoves(
            JdbcClient jdbc,
            BatchedRows rows,
            Waits waits,
            Days days,
            Signals signals,
            StepLog log,
            CompiledScenarios compiled,
            RuntimeService runtime,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.waits = waits;
        this.days = days;
        this.signals = signals;
        this.log = log;
        this.compiled = compiled;
        this.runtime = runtime;
        this.clock = clock;
    }

    /**
     * From which version to which.
     *
     * @param places where runs rest and where they go on, by the element of the old version
     * @param others what takes over from what hangs on those places
     * @param once by place of the new version: the steps ahead that a run comes to only once
     */
    public record Change(
            int from,
            int to,
            CompiledScenario before,
            CompiledScenario after,
            Map<String, String> places,
            Map<String, String> others,
            Map<String, Set<String>> once) {

        private @Nullable String next(String element) {
            return places.getOrDefault(element, others.get(element));
        }
    }

    private record Wait(
            long id,
            long enrolment,
            String kind,
            String subject,
            @Nullable Integer atLeast,
            String element,
            String holder) {}

    /** Those of the runs that run in this version of the scenario; nobody else changes them until the commit. */
    public Map<Long, ContactId> lock(Collection<Long> enrolments, String scenario, int version) {
        var contacts = new LinkedHashMap<Long, ContactId>();
        jdbc.sql("""
                        SELECT id, contact_id FROM enrolment
                        WHERE id IN (:ids) AND scenario_key = :key AND version = :version AND status = 'RUNNING'
                        ORDER BY id FOR UPDATE
                        """)
                .param("ids", enrolments)
                .param("key", scenario)
                .param("version", version)
                .query(row -> {
                    contacts.put(row.getLong(1), new ContactId(row.getLong(2)));
                });
        return contacts;
    }

    /** The engine has moved these runs, in this transaction, from where they rested; within its command. */
    public void moved(Map<Long, ContactId> runs, Map<Long, List<Rest>> rests, Change change) {
        runs.forEach((enrolment, contact) -> {
            var here = rests.getOrDefault(enrolment, List.of());
            note(new Run(enrolment, contact, change.from(), change.before()), here, change);
            rows.addId(VERSION, enrolment, change.to());
        });
        moveWaits(runs, rests, change);
        rememberDone(runs, rests, change);
    }

    private void note(Run old, List<Rest> rests, Change change) {
        var run = new Run(old.enrolment(), old.contact(), change.to(), change.after());
        var notes = rows.collector(RunNotes.class, () -> new RunNotes(rows, days));
        var now = clock.instant();
        notes.count(old, RunLog.RUNS, 0, -1, now);
        notes.count(run, RunLog.RUNS, 0, 1, now);
        notes.outcome(run, Conversions.MOVED, now);
        for (var rest : rests) {
            var next = Objects.requireNonNull(change.places().get(rest.element()));
            notes.moved(old, rest.element(), new RunStep.Versions(change.from(), change.to()), now);
            notes.waited(old, rest.element(), Duration.between(rest.since(), now), now);
            notes.step(run, next, RunStep.ENTERED, null, now);
            notes.count(run, next, 1, 1, now);
            if (next.equals(rest.element())) {
                notes.goesOn(run, next, Duration.between(rest.since(), now), now);
            } else {
                notes.wentOn(old, rest.element(), Duration.between(rest.first(), rest.since()), now);
            }
        }
    }

    private void moveWaits(Map<Long, ContactId> runs, Map<Long, List<Rest>> rests, Change change) {
        var taken = new HashSet<String>();
        for (var wait : waitsOf(runs.keySet())) {
            var next = change.next(wait.element());
            if (next == null) {
                rows.addId(NO_WAIT, wait.id());
                continue;
            }
            taken.add(wait.enrolment() + next);
            move(wait, next, Objects.requireNonNull(runs.get(wait.enrolment())), change);
        }
        runs.forEach((enrolment, contact) -> {
            var run = new Run(enrolment, contact, change.to(), change.after());
            for (var goal : change.after().goalEvents()) {
                var step = change.after().steps().get(goal);
                if (step != null && !taken.contains(enrolment + goal)) {
                    waits.begin(run, OrderedIds.ofEnrolment(enrolment), step, RunListener.GOALS);
                }
            }
            for (var rest : rests.getOrDefault(enrolment, List.of())) {
                var place = change.after().elements().get(change.places().get(rest.element()));
                if (place != null) {
                    place.gatewayEvents().stream()
                            .filter(event -> !taken.contains(enrolment + event))
                            .map(change.after().steps()::get)
                            .filter(step -> step != null && step.kind().equals(Waits.FOR_EVENT))
                            .forEach(step -> waits.begin(run, rest.execution(), step, place.id()));
                }
            }
        });
    }

    private void move(Wait wait, String next, ContactId contact, Change change) {
        var step = Objects.requireNonNull(change.after().steps().get(next));
        var old = new Awaited(wait.kind(), wait.subject(), wait.atLeast());
        boolean given = wait.kind().equals(Signals.SALES_DECIDED) || wait.kind().equals(Signals.RUN_ENDED);
        var awaited = given ? old : Awaited.of(step);
        var holder = wait.holder().isEmpty() ? "" : change.places().getOrDefault(wait.holder(), wait.holder());
        if (awaited.equals(old) && next.equals(wait.element()) && holder.equals(wait.holder())) {
            return;
        }
        rows.add(WAIT, next, holder, awaited.kind(), awaited.subject(), awaited.atLeast(), wait.id());
        if (!awaited.equals(old) && Waits.FOR_A_STATE.contains(awaited.kind())) {
            signals.recheck(contact, wait.id());
        }
    }

    private List<Wait> waitsOf(Collection<Long> enrolments) {
        return jdbc.sql("""
                        SELECT id, enrolment_id, kind, subject, at_least, element, holder FROM scenario_wait
                        WHERE enrolment_id IN (:ids) ORDER BY id FOR UPDATE
                        """).param("ids", enrolments).query(RunMoves::read).list();
    }

    private static Wait read(ResultSet row, int number) throws SQLException {
        return new Wait(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, Integer.class),
                row.getString(6),
                row.getString(7));
    }

    private void rememberDone(Map<Long, ContactId> runs, Map<Long, List<Rest>> rests, Change change) {
        var ahead = new HashMap<Long, Set<String>>();
        runs.keySet().forEach(enrolment -> {
            var steps = new HashSet<String>();
            for (var rest : rests.getOrDefault(enrolment, List.of())) {
                steps.addAll(change.once().getOrDefault(change.places().get(rest.element()), Set.of()));
            }
            ahead.put(enrolment, steps);
        });
        rememberDone(change.after(), change.from(), ahead);
    }

    /**
     * Lets runs remember which of the steps that lie ahead of them they have done already, so that nobody gets the same mail
     * twice. A mail that was sent stands for one step that sends the same mail: the same step, or, where that lies ahead or
     * sends another mail now, any. All else was done where the same step was passed.
     *
     * @param version the one in which they passed what they passed last
     * @param ahead by run: the steps ahead to which it comes only once
     */
    public void rememberDone(CompiledScenario scenario, int version, Map<Long, Set<String>> ahead) {
        if (ahead.values().stream().allMatch(Set::isEmpty)) {
            return;
        }
        log.firstPassed(ahead.keySet(), version).forEach((enrolment, passed) -> {
            var again = new HashMap<String, Object>();
            done(scenario, ahead.getOrDefault(enrolment, Set.of()), passed)
                    .forEach((element, word) -> again.put(Run.DONE + element, word));
            if (!again.isEmpty()) {
                runtime.setVariables(OrderedIds.ofEnrolment(enrolment), again);
            }
        });
    }

    /** Of the steps ahead those that were done, and the word of that time; each mail that was sent stands for one step. */
    private Map<String, String> done(CompiledScenario scenario, Set<String> ahead, Map<String, Integer> passed) {
        var done = new HashMap<String, String>();
        var mails = new LinkedHashMap<String, String>();
        passed.forEach((element, version) -> {
            var sent = mail(compiled.of(scenario.key(), version), element);
            if (sent.isEmpty()
                    && ahead.contains(element)
                    && mail(scenario, element).isEmpty()) {
                done.put(element, Run.word(version, element));
            } else if (!sent.isEmpty() && (ahead.contains(element) || !sent.equals(mail(scenario, element)))) {
                mails.put(element, sent);
            }
        });
        var steps = ahead.stream()
                .filter(element -> !mail(scenario, element).isEmpty())
                .sorted(Comparator.comparing((String element) -> !mails.containsKey(element)))
                .toList();
        for (var step : steps) {
            var mail = mail(scenario, step);
            Stream.concat(Stream.of(step), mails.keySet().stream())
                    .filter(sender -> mail.equals(mails.get(sender)))
                    .findFirst()
                    .ifPresent(sender -> {
                        mails.remove(sender);
                        done.put(step, Run.word(Objects.requireNonNull(passed.get(sender)), sender));
                    });
        }
        return done;
    }

    /** The mail that a step sends; empty where it sends none. */
    private static String mail(CompiledScenario scenario, String element) {
        var step = scenario.steps().get(element);
        return step == null || !step.kind().equals(MAIL) ? "" : step.parameter("email", "");
    }
}
