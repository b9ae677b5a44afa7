package org.minori.scenarios.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minori.MinoriTest;
import org.minori.scenarios.runs.Drawn;
import org.springframework.beans.factory.annotation.Autowired;

/** A value that no contact could get is told while one draws, not when the first contact comes to the step. */
@MinoriTest
class FieldValuesTests {

    @Autowired
    ScenarioDrafts drafts;

    @ParameterizedTest
    @CsvSource({
        "timeZone,Mars/Olympus,false",
        "timeZone,Asia/Tokyo,true",
        "email,bad,false",
        "employees,many,false",
        "employees,120,true",
        "industry,製造業,true"
    })
    void aConstantIsCheckedAsOnTheContactsPage(String field, String value, boolean fits) {
        var problems = drafts.save(
                        "field-values",
                        Drawn.scenario()
                                .start("Start", "startManually")
                                .task("Set", "updateContact", "field", field, "value", value)
                                .end("End", "exhausted")
                                .way("Start", "Set", "End")
                                .xml()
                                .getBytes(StandardCharsets.UTF_8))
                .problems();

        assertThat(problems.stream()
                        .filter(problem -> "Set".equals(problem.element()))
                        .toList())
                .hasSize(fits ? 0 : 1);
    }
}
