package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.scenarios.engine.EngineIncidents.Cause;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class StuckRunsTests {

    @Autowired
    StuckRuns stuck;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    ManagementService jobs;

    @Autowired
    JdbcClient jdbc;

    private String scenario;
    private List<ContactId> people;

    @BeforeEach
    void threeWait() {
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .end("End", "exhausted")
                .way("Start", "Wait", "End"));
        people = IntStream.range(0, 3).mapToObj(i -> runs.somebody()).toList();
        people.forEach(one -> runs.enrol(scenario, one));
    }

    /** Lets the step of this contact fail for good, with these words. */
    private void fails(ContactId contact, String words) {
        long run = runs.of(scenario, contact).enrolment();
        var instance = jdbc.sql("SELECT process_instance_id FROM enrolment WHERE id = ?")
                .param(run)
                .query(String.class)
                .single();
        var job = jobs.createJobQuery().processInstanceId(instance).singleResult();
        jobs.setJobRetries(job.getId(), 0);
        jdbc.sql("UPDATE ACT_RU_INCIDENT SET INCIDENT_MSG_ = ? WHERE PROC_INST_ID_ = ?")
                .params(words, instance)
                .update();
    }

    @Test
    void thoseWhoAreStuckForTheSameReasonAreOneCause() {
        fails(people.get(0), "the field is missing");
        fails(people.get(1), "the field is missing");
        fails(people.get(2), "the table is gone");

        assertThat(stuck.causes(scenario))
                .extracting(Cause::element, Cause::cause, Cause::count)
                .containsExactly(tuple("Wait", "the field is missing", 2L), tuple("Wait", "the table is gone", 1L));
    }
}
