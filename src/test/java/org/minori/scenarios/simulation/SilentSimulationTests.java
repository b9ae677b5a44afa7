package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.delivery.EmailOutbox;
import org.minori.delivery.EmailRequest;
import org.minori.delivery.Mails;
import org.minori.delivery.Sender;
import org.minori.scenarios.runs.Drawn;
import org.minori.support.SinkSmtp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A simulation beside a mail server that living mails go to. */
@MinoriTest
@Import(Mails.class)
@DirtiesContext
class SilentSimulationTests {

    private static final SinkSmtp SINK = new SinkSmtp();

    @Autowired
    Tried tried;

    @Autowired
    Mails mails;

    @Autowired
    EmailOutbox outbox;

    @Autowired
    Sender sender;

    @Autowired
    Simulations simulations;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        properties.add("minori.smtp.host", () -> "127.0.0.1");
        properties.add("minori.smtp.port", SINK::port);
    }

    @AfterAll
    static void close() {
        SINK.close();
    }

    @Test
    void noMailOfASimulationReachesTheServerThatLivingMailsReach() {
        var email = mails.marketing("<p>ご案内</p>");
        var living = mails.consenting(Mails.address());
        outbox.queue(new EmailRequest("silent:" + living, living, email, "test", null, null, true, true, true));
        sender.sendDue();
        int reached = SINK.count();
        assertThat(reached).isPositive();
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", email)
                .end("End", "exhausted")
                .way("Start", "Send", "End"));

        var result = Tried.result(simulations, scenario, new Simulations.Question(25, null, 3, 1, Conduct.USUAL, 3));
        sender.sendDue();

        assertThat(result.mails()).isEqualTo(25);
        assertThat(SINK.count()).isEqualTo(reached);
    }
}
