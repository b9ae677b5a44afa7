package org.minori.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.storage.Utc;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Trouble;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class EngineVitalsTests {

    private static final Duration LONG_AGO = Duration.ofDays(4_000);

    @Autowired
    EngineVitals vitals;

    @Autowired
    JdbcClient jdbc;

    private final String id = "vitals" + System.nanoTime();

    @AfterEach
    void takeAway() {
        jdbc.sql("DELETE FROM ACT_RU_JOB WHERE ID_ = ?").param(id).update();
        jdbc.sql("DELETE FROM ACT_RU_INCIDENT WHERE ID_ = ?").param(id).update();
        jdbc.sql("DELETE FROM ACT_RE_PROCDEF WHERE ID_ = ?").param(id).update();
        jdbc.sql("DELETE FROM scenario_version WHERE scenario_key = ?")
                .param(id)
                .update();
        jdbc.sql("DELETE FROM scenario WHERE scenario_key = ?").param(id).update();
    }

    private Sign sign(String name) {
        return vitals.read().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void due(Instant due, int retries, int suspension) {
        jdbc.sql("DELETE FROM ACT_RU_JOB WHERE ID_ = ?").param(id).update();
        jdbc.sql("""
                        INSERT INTO ACT_RU_JOB (ID_, REV_, TYPE_, EXCLUSIVE_, RETRIES_, DUEDATE_, SUSPENSION_STATE_, PRIORITY_)
                        VALUES (?, 1, 'timer', TRUE, ?, ?, ?, 0)
                        """).params(id, retries, Utc.of(due), suspension).update();
    }

    @Test
    void aStepThatShouldHaveHappenedIsDueAndLate() {
        double dueBefore = sign("runs.due").value();
        double lateBefore = sign("runs.late").value();

        due(Instant.now().minus(LONG_AGO), 3, 1);

        assertThat(sign("runs.due").value()).isEqualTo(dueBefore + 1);
        assertThat(sign("runs.late").value()).isEqualTo(lateBefore + 1);
        assertThat(sign("runs.oldest").value()).isBetween(LONG_AGO.toSeconds() - 5.0, LONG_AGO.toSeconds() + 60.0);
        assertThat(sign("runs.oldest").isTooMuch()).isTrue();
    }

    @Test
    void aStepThatIsStuckOrHeldOrStillToComeIsNotLate() {
        double before = sign("runs.due").value();

        due(Instant.now().minus(LONG_AGO), 0, 1);
        assertThat(sign("runs.due").value()).isEqualTo(before);
        due(Instant.now().minus(LONG_AGO), 3, 2);
        assertThat(sign("runs.due").value()).isEqualTo(before);
        due(Instant.now().plusSeconds(600), 3, 1);
        assertThat(sign("runs.due").value()).isEqualTo(before);
    }

    @Test
    void whoIsStuckIsCountedByScenarioAndIsNewForTenMinutes() {
        jdbc.sql("""
                        INSERT INTO scenario (scenario_key, name, state, draft, draft_hash, draft_updated_at, draft_errors,
                          reentry, reentry_days, created_at)
                        VALUES (?, '資料請求', 'ACTIVE', '', '', ?, 0, 'ONCE', 0, ?)
                        """).params(id, Utc.of(Instant.now()), Utc.of(Instant.now())).update();
        jdbc.sql("""
                        INSERT INTO scenario_version (scenario_key, version, name, drawing, drawing_hash, published_at,
                          process_definition_id)
                        VALUES (?, 1, '資料請求', '', '', ?, ?)
                        """).params(id, Utc.of(Instant.now()), id).update();
        jdbc.sql("INSERT INTO ACT_RE_PROCDEF (ID_, REV_, KEY_, VERSION_) VALUES (?, 1, ?, 1)")
                .params(id, id)
                .update();
        jdbc.sql("""
                        INSERT INTO ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, PROC_DEF_ID_)
                        VALUES (?, 1, ?, 'failedJob', ?)
                        """).params(id, Utc.of(Instant.now()), id).update();
        var trouble = new Trouble(id, "資料請求", 1, "/scenarios/" + id + "/incidents");
        assertThat(sign("runs.stuck").troubles()).contains(trouble);
        assertThat(sign("runs.stuck.new").troubles()).contains(trouble);

        jdbc.sql("UPDATE ACT_RU_INCIDENT SET INCIDENT_TIMESTAMP_ = ? WHERE ID_ = ?")
                .params(Utc.of(Instant.now().minus(Duration.ofMinutes(11))), id)
                .update();

        assertThat(sign("runs.stuck").troubles()).contains(trouble);
        assertThat(sign("runs.stuck.new").troubles()).doesNotContain(trouble);
    }
}
