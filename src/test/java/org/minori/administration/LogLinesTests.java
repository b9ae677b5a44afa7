package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.minori.MinoriTest;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@MinoriTest
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTests {

    @Test
    void nobodyForgesALineOfTheLog(CapturedOutput output) {
        var forged = "Firefox\r\n2026-11-22T00:00:00.000Z  INFO login admin";
        LoggerFactory.getLogger("test").warn("Agent {}", forged, new IllegalStateException(forged));

        assertThat(output.getOut()).contains("Agent Firefox").contains("at org.minori.administration.LogLinesTests");
        assertThat(output.getOut().lines()).noneMatch(line -> line.startsWith("2026-11-22T00:00:00.000Z"));
    }
}
