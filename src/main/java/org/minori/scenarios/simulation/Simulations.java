package org.minori.scenarios.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.scenarios.authoring.SimulatedPublishing.Rules;
import org.minori.segments.Segments;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Takes requests for simulations, has them run one after the other, and keeps what came of them. */
@Service
public class Simulations {

    public static final int MOST_CONTACTS = 10_000;
    public static final int MOST_DAYS = 400;
    public static final int USUAL_MAILS_A_WEEK = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final ScenarioDrafts drafts;
    private final SettingsOfScenarios settings;
    private final Segments segments;
    private final ReferenceData data;
    private final SimulationChild child;
    private final Clock clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "scenario-simulation"));

    Simulations(
            JdbcClient jdbc,
            ObjectMapper json,
            ScenarioDrafts drafts,
            SettingsOfScenarios settings,
            Segments segments,
            ReferenceData data,
            SimulationChild child,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.drafts = drafts;
        this.settings = settings;
        this.segments = segments;
        this.data = data;
        this.child = child;
        this.clock = clock;
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

    /** Asks for a simulation of the draft as it is now; its id. */
    public long ask(String scenario, Question question) {
        check(question);
        if (!drafts.compiled(scenario).publishable()) {
            throw new InvalidInput("scenario", "simulation.draftHasProblems");
        }
        var drawing = new String(drafts.drawing(scenario), StandardCharsets.UTF_8);
        var people = question.segment() == null ? null : members(question.segment());
        int contacts = people == null ? number(question.contacts()) : people.size();
        var input = new SimulationInput(
                scenario,
                drawing,
                rules(scenario),
                contacts,
                people,
                question.days(),
                question.seed(),
                question.conduct(),
                question.mailsAWeek(),
                nextMonday(),
                data.suppressed(people == null ? List.of() : people),
                data.read(people == null ? List.of() : people));
        long id = TimeOrderedIds.next();
        jdbc.sql("""
                        INSERT INTO simulation (id, scenario_key, state, contacts, days, seed, drawing, created_at)
                        VALUES (:id, :scenario, 'RUNNING', :contacts, :days, :seed, :drawing, :now)
                        """)
                .param("id", id)
                .param("scenario", scenario)
                .param("contacts", contacts)
                .param("days", question.days())
                .param("seed", question.seed())
                .param("drawing", drawing)
                .param("now", Utc.of(clock.instant()))
                .update();
        thread.execute(() -> run(id, input));
        return id;
    }

    private Rules rules(String scenario) {
        var view = drafts.find(scenario);
        return new Rules(settings.of(scenario), view.reentry(), view.reentryDays());
    }

    private void check(Question question) {
        if ((question.contacts() == null) == (question.segment() == null)) {
            throw new InvalidInput("contacts", "simulation.who");
        }
        if (question.contacts() != null && (question.contacts() < 1 || question.contacts() > MOST_CONTACTS)) {
            throw new InvalidInput("contacts", "simulation.contacts", MOST_CONTACTS);
        }
        if (question.days() < 1 || question.days() > MOST_DAYS) {
            throw new InvalidInput("days", "simulation.days", MOST_DAYS);
        }
        if (!question.conduct().isPossible()) {
            throw new InvalidInput("behaviour", "simulation.behaviour");
        }
        for (var one : question.conduct().bySegment()) {
            if (!segments.exists(one.segment())) {
                throw new InvalidInput("behaviours", "scenarios.enrol.unknownSegment", one.segment());
            }
        }
    }

    private static int number(@Nullable Integer contacts) {
        return contacts == null ? 0 : contacts;
    }

    private List<Long> members(String segment) {
        if (!segments.exists(segment)) {
            throw new InvalidInput("segment", "scenarios.enrol.unknownSegment", segment);
        }
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
        if (members.isEmpty()) {
            throw new InvalidInput("segment", "simulation.nobody");
        }
        return members.subList(0, Math.min(members.size(), MOST_CONTACTS));
    }

    /** The same for all that are asked in one week, so that the same question has the same answer. */
    private Instant nextMonday() {
        return clock.instant()
                .atZone(SimulationProcess.ZONE)
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atTime(10, 0)
                .atZone(SimulationProcess.ZONE)
                .toInstant();
    }

    private void run(long id, SimulationInput input) {
        try {
            end(id, "DONE", json.writeValueAsString(child.run(input)));
        } catch (IOException | RuntimeException failure) {
            LOG.warn("Simulation {} failed", id, failure);
            end(id, "FAILED", null);
        } catch (InterruptedException stopped) {
            end(id, "FAILED", null);
            Thread.currentThread().interrupt();
        }
    }

    private void end(long id, String state, @Nullable String result) {
        jdbc.sql("UPDATE simulation SET state = :state, result = :result WHERE id = :id")
                .param("state", state)
                .param("result", result)
                .param("id", id)
                .update();
    }

    /** The simulation; not found where the text is nobody's id. */
    public Simulation get(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw new SimulationNotFound(id);
        }
        return jdbc.sql("""
                        SELECT id, scenario_key, state, contacts, days, seed, result, created_at FROM simulation
                        WHERE id = :id
                        """)
                .param("id", Long.parseLong(id))
                .query((row, line) -> new Simulation(
                        row.getLong(1),
                        row.getString(2),
                        Simulation.State.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getInt(5),
                        row.getLong(6),
                        read(row.getString(7)),
                        Utc.toInstant(row.getObject(8, LocalDateTime.class))))
                .optional()
                .map(this::givenUp)
                .orElseThrow(() -> new SimulationNotFound(id));
    }

    /** The one that a scenario has. */
    public Simulation get(String scenario, String id) {
        var simulation = get(id);
        if (!simulation.scenario().equals(scenario)) {
            throw new SimulationNotFound(id);
        }
        return simulation;
    }

    /** One whose node was stopped never says that it ended. */
    private Simulation givenUp(Simulation simulation) {
        return simulation.finished() || simulation.at().plus(LONGEST).isAfter(clock.instant())
                ? simulation
                : new Simulation(
                        simulation.id(),
                        simulation.scenario(),
                        Simulation.State.FAILED,
                        simulation.contacts(),
                        simulation.days(),
                        simulation.seed(),
                        null,
                        simulation.at());
    }

    /** The drawing that was simulated. */
    public byte[] drawing(Simulation simulation) {
        return jdbc.sql("SELECT drawing FROM simulation WHERE id = :id")
                .param("id", simulation.id())
                .query(String.class)
                .single()
                .getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable SimulationResult read(@Nullable String result) {
        try {
            return result == null ? null : json.readValue(result, SimulationResult.class);
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException(spoilt);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
