package org.minori.scenarios.engine;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Removes from the engine's history what it remembers of process instances, whatever its clean-up would keep. */
@Service
public class EngineHistory {

    private static final List<String> TABLES = List.of(
            "ACT_HI_TASKINST",
            "ACT_HI_INCIDENT",
            "ACT_HI_VARINST",
            "ACT_HI_DETAIL",
            "ACT_HI_IDENTITYLINK",
            "ACT_HI_ACTINST",
            "ACT_HI_PROCINST");

    private final JdbcClient jdbc;

    EngineHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets these process instances. */
    public void forget(Collection<String> processInstances) {
        if (processInstances.isEmpty()) {
            return;
        }
        for (var table : TABLES) {
            var column = table.equals("ACT_HI_IDENTITYLINK") ? "ROOT_PROC_INST_ID_" : "PROC_INST_ID_";
            jdbc.sql("DELETE FROM " + table + " WHERE " + column + " IN (:ids)")
                    .param("ids", processInstances)
                    .update();
        }
    }
}
