package org.minori.scenarios.steps;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Step "split at random": gives the run one of the variants by their weights, the same one whenever it is asked again. */
@Component
class SplitRandomlyDelegate implements JavaDelegate {

    private final ScenarioSteps steps;

    SplitRandomlyDelegate(ScenarioSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        step.result(step.parameter("result", "variant"), variant(step.parameter("weights"), step.once()));
    }

    /** The variant for a word: evenly spread over the weights, as in {@code A:50,B:50}. */
    static String variant(String weights, String word) {
        var shares = weights.split(",");
        long all = 0;
        for (var share : shares) {
            all += weight(share);
        }
        long point = Math.floorMod(spread(word), all);
        for (var share : shares) {
            point -= weight(share);
            if (point < 0) {
                return share.split(":")[0].strip();
            }
        }
        throw new IllegalStateException("no variant in " + weights);
    }

    private static long weight(String share) {
        return Long.parseLong(share.split(":")[1].strip());
    }

    /** A checksum alone would be lopsided for words that differ in their last letters; the multiplications mix it. */
    private static long spread(String word) {
        var sum = new CRC32();
        sum.update(word.getBytes(StandardCharsets.UTF_8));
        long mixed = sum.getValue() * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
