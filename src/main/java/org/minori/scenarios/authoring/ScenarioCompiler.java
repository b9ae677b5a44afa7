package org.minori.scenarios.authoring;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Turns a drawing, which is data and may be hostile, into the model that runs. */
@Service
public class ScenarioCompiler {

    /** What came of it: problems, and the compiled scenario when none of them is an error. */
    public record Compilation(List<Problem> problems, Optional<CompiledScenario> scenario) {

        public boolean publishable() {
            return scenario.isPresent();
        }
    }

    /**
     * Compiles a drawing under the scenario's key; deterministic but for the names it looks up (e-mails, segments, users,
     * fields), which must exist.
     *
     * @throws NotADrawing when the bytes are not BPMN XML at all
     */
    public Compilation compile(String key, byte[] drawing) {
        throw new UnsupportedOperationException();
    }

    /** Compiles a published drawing again for those who run it; what it names in other modules is not looked up. */
    CompiledScenario recompile(String key, byte[] drawing) {
        throw new UnsupportedOperationException();
    }
}
