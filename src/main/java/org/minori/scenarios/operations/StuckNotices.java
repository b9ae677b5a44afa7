package org.minori.scenarios.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.minori.administration.Notices;
import org.minori.administration.User;
import org.minori.scenarios.authoring.ScenarioOwnership;
import org.minori.storage.Utc;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells who answers for a scenario that contacts got stuck in it, once an hour at the most. */
@Service
public class StuckNotices {

    private static final Duration LATELY = Duration.ofHours(1);

    private final ScenarioOwnership ownership;
    private final Notices notices;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    StuckNotices(ScenarioOwnership ownership, Notices notices, MessageSource messages, JdbcClient jdbc, Clock clock) {
        this.ownership = ownership;
        this.notices = notices;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60_000)
    @Transactional
    public void look() {
        ownership.owners().forEach(this::tell);
    }

    private void tell(String scenario, User owner) {
        var now = clock.instant();
        long stuck = jdbc.sql("""
                        SELECT COUNT(*) FROM ACT_RU_INCIDENT i JOIN scenario_version v ON v.process_definition_id = i.PROC_DEF_ID_
                        WHERE v.scenario_key = :key AND i.INCIDENT_TIMESTAMP_ > :since
                        """)
                .param("key", scenario)
                .param("since", Utc.of(now.minus(LATELY)))
                .query(Long.class)
                .single();
        stuck += jdbc.sql("SELECT COUNT(*) FROM enrolment_failed WHERE scenario_key = :key AND failed_at > :since")
                .param("key", scenario)
                .param("since", Utc.of(now.minus(LATELY)))
                .query(Long.class)
                .single();
        if (stuck > 0) {
            var name = jdbc.sql("SELECT name FROM scenario WHERE scenario_key = :key")
                    .param("key", scenario)
                    .query(String.class)
                    .single();
            notices.tell(
                    owner.id(),
                    "stuck:" + scenario + ":" + now.truncatedTo(ChronoUnit.HOURS),
                    messages.getMessage("operations.stuck.notice", new Object[] {name, stuck}, owner.locale()),
                    "/scenarios/" + scenario + "/incidents");
        }
    }
}
