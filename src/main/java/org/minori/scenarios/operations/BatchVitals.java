package org.minori.scenarios.operations;

import java.util.List;
import org.minori.web.VitalSigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many batches are at work. */
@Component
class BatchVitals implements VitalSigns {

    private final JdbcClient jdbc;

    BatchVitals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Sign> read() {
        return List.of(Sign.of(
                "batches.working",
                Unit.COUNT,
                jdbc.sql("SELECT COUNT(*) FROM scenario_batch WHERE state = 'WORKING'")
                        .query(Long.class)
                        .single(),
                null));
    }
}
