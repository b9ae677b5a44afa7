package org.minori.administration.web;

import java.util.Map;
import org.minori.web.AllowAnyone;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a load balancer whether this node can work, and nothing else. */
@RestController
@AllowAnyone
class HealthController {

    private final JdbcClient jdbc;

    HealthController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        return isDatabaseThere() ? answer(200, "UP") : answer(503, "DOWN");
    }

    private boolean isDatabaseThere() {
        try {
            return jdbc.sql("SELECT 1").query(Integer.class).single() == 1;
        } catch (DataAccessException gone) {
            return false;
        }
    }

    private static ResponseEntity<Map<String, String>> answer(int status, String word) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", word));
    }
}
