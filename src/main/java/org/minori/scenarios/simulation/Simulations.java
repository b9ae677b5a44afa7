package org.minori.scenarios.simulation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.segments.Segments;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes requests for simulations, has them run one after the other, and keeps what came of them. */
@Service
public class Simulations {

    public static final int MOST_CONTACTS = 10_000;
    public static final int MOST_DAYS = 400;
    public static final int USUAL_MAILS_A_WEEK = 3;
    public static final int MOST_WAITING = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);
    private static final int BEAT_SECONDS = 5;
    private static final int PAGE = 500;

    private final SimulationRows rows;
    private final ScenarioDrafts drafts;
    private final CalledScenarios called;
    private final Segments segments;
    private final QuestionCheck check;
    private final ReferenceData data;
    private final SimulationChild child;
    private final Clock clock;
    private final ZoneId companyZone;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "scenario-simulation"));
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "scenario-simulation-heart"));
    private final AtomicInteger unfinished = new AtomicInteger();

    Simulations(
            SimulationRows rows,
            ScenarioDrafts drafts,
            CalledScenarios called,
            Segments segments,
            QuestionCheck check,
            ReferenceData data,
            SimulationChild child,
            Clock clock,
            ZoneId companyZone) {
        this.rows = rows;
        this.drafts = drafts;
        this.called = called;
        this.segments = segments;
        this.check = check;
        this.data = data;
        this.child = child;
        this.clock = clock;
        this.companyZone = companyZone;
    }

    /**
     * What to simulate.
     *
     * @param contacts how many to make up; null with a segment, whose contacts are copied without their addresses
     */
    public record Question(
            @Nullable Integer contacts,
            @Nullable String segment,
            int days,
            long seed,
            Conduct conduct,
            int mailsAWeek) {}

    /** Everything in the question that can't be, by the names that the API has for it. */
    public List<FieldError> faults(Question question) {
        return check.faults(question);
    }

    /** Asks for a simulation of the draft as it is now; its id. */
    public long ask(String scenario, Question question) {
        var faults = faults(question);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        if (rows.open() > MOST_WAITING) {
            throw new TooManySimulations(MOST_WAITING);
        }
        var draft = drafts.compiled(scenario)
                .scenario()
                .orElseThrow(() -> new InvalidInput("scenario", "simulation.draftHasProblems"));
        var drawing = new String(drafts.drawing(scenario), StandardCharsets.UTF_8);
        var people = question.segment() == null ? null : members(question.segment());
        int contacts = people == null ? number(question.contacts()) : people.size();
        var input = new SimulationInput(
                scenario,
                drawing,
                called.rules(scenario),
                called.of(scenario, draft),
                contacts,
                people,
                question.days(),
                question.seed(),
                question.conduct(),
                question.mailsAWeek(),
                nextMonday(),
                data.suppressed(people == null ? List.of() : people),
                data.read(people == null ? List.of() : people));
        long id = rows.insert(scenario, contacts, question, drawing);
        unfinished.incrementAndGet();
        thread.execute(() -> run(id, input));
        return id;
    }

    private static int number(@Nullable Integer contacts) {
        return contacts == null ? 0 : contacts;
    }

    private List<Long> members(String segment) {
        var members = new ArrayList<Long>();
        ContactId after = null;
        List<ContactId> page;
        do {
            page = segments.members(segment, after, PAGE);
            for (var member : page) {
                members.add(member.value());
                after = member;
            }
        } while (page.size() == PAGE && members.size() < MOST_CONTACTS);
        return members.subList(0, Math.min(members.size(), MOST_CONTACTS));
    }

    /** The same for all that are asked in one week, so that the same question has the same answer. */
    private Instant nextMonday() {
        return clock.instant()
                .atZone(companyZone)
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atTime(10, 0)
                .atZone(companyZone)
                .toInstant();
    }

    /** Gives up one that waits or goes on; one that is through stays as it is, and the answer is no. Where it runs is told within a second. */
    public boolean cancel(Simulation simulation) {
        return rows.end(simulation.id(), Simulation.State.CANCELLED, null);
    }

    /** How many are worked off before this one. */
    public int ahead(Simulation simulation) {
        return rows.ahead(simulation.id());
    }

    private void run(long id, SimulationInput input) {
        try {
            if (rows.begin(id)) {
                var result = child.run(input, () -> rows.isOpen(id));
                if (result != null) {
                    rows.end(id, Simulation.State.DONE, result);
                }
            }
        } catch (IOException | RuntimeException failure) {
            LOG.warn("Simulation {} failed", id, failure);
            rows.end(id, Simulation.State.FAILED, null);
        } catch (InterruptedException stopped) {
            rows.end(id, Simulation.State.FAILED, null);
            Thread.currentThread().interrupt();
        } finally {
            unfinished.decrementAndGet();
        }
    }

    /** The simulation; not found where the text is nobody's id. */
    public Simulation get(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw new SimulationNotFound(id);
        }
        return rows.find(Long.parseLong(id)).orElseThrow(() -> new SimulationNotFound(id));
    }

    /** The one that a scenario has. */
    public Simulation get(String scenario, String id) {
        var simulation = get(id);
        if (!simulation.scenario().equals(scenario)) {
            throw new SimulationNotFound(id);
        }
        return simulation;
    }

    /** The drawing that was simulated. */
    public byte[] drawing(Simulation simulation) {
        return rows.drawing(simulation.id()).getBytes(StandardCharsets.UTF_8);
    }

    @PostConstruct
    void start() {
        rows.giveUpWhatIsDead();
        heart.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            if (unfinished.get() > 0) {
                rows.beat();
            }
        } catch (RuntimeException notNow) {
            LOG.warn("It could not be noted that simulations go on", notNow);
        }
    }

    @PreDestroy
    void stop() {
        heart.shutdownNow();
        thread.shutdownNow();
    }
}
