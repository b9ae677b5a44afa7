package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.delivery.Mails;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.simulation.Conduct.OfLink;
import org.minori.scenarios.simulation.Conduct.OfSegment;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.Segments;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What readers and sales do in a simulation is what was asked for. */
@MinoriTest
@Import(Mails.class)
class SimulatedConductTests {

    private static final Behaviour NOTHING = new Behaviour(0, 0, 0, 0, 1);

    @Autowired
    Tried tried;

    @Autowired
    Mails mails;

    @Autowired
    Simulations simulations;

    @Autowired
    SegmentDefinitions definitions;

    @Autowired
    Segments segments;

    private String handsOver() {
        return tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 9)
                .handOff("HandOff")
                .choice("Accepted", "Flow_No")
                .end("HandedOver", "handedOver")
                .end("Exhausted", "exhausted")
                .way("Start", "Wait", "HandOff", "Accepted")
                .flow("Flow_Yes", "Accepted", "HandedOver", "salesOutcome = \"accepted\"")
                .flow("Flow_No", "Accepted", "Exhausted", ""));
    }

    private SimulationResult tried(
            String scenario, @Nullable Integer people, @Nullable String segment, Conduct conduct) {
        return Tried.result(simulations, scenario, new Simulations.Question(people, segment, 30, 1, conduct, 3));
    }

    @Test
    void salesDecidesAndTheRunsGoOn() {
        var sales = new SalesBehaviour(0.5, 0.5, 0, 0, 24, 30);

        var result = tried(handsOver(), 40, null, new Conduct(NOTHING, List.of(), List.of(), sales));

        assertThat(result.ended().get("handedOver")).isBetween(8L, 32L);
        assertThat(result.ended().get("handedOver") + result.ended().get("exhausted"))
                .isEqualTo(40);
        assertThat(result.running()).isZero();
        assertThat(result.handoversPerWeek()).containsExactly(0, 40, 0, 0, 0);
        assertThat(result.medianDaysToHandover()).isEqualTo(9.0);
        assertThat(result.ninetyPercentDaysToHandover()).isEqualTo(9.0);
    }

    @Test
    void whereSalesSaysNothingTheRunsWait() {
        var silent = new SalesBehaviour(0, 0, 0, 0, 24, 30);

        var result = tried(handsOver(), 5, null, new Conduct(NOTHING, List.of(), List.of(), silent));

        assertThat(result.running()).isEqualTo(5);
    }

    @Test
    void aSegmentMayDoSomethingElseAndALinkMayBeClickedByItself() {
        var email = mails.marketing("<p>ご案内</p><a href=\"https://example.com/a\">読む</a>");
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", email)
                .whicheverFirst("Which")
                .event("Clicked", "emailClicked", "subject", email)
                .event("Opened", "emailOpened", "subject", email)
                .days("Wait", 10)
                .days("Later", 1)
                .end("Won", "converted")
                .end("Over", "exhausted")
                .way("Start", "Send", "Which", "Clicked", "Won")
                .way("Which", "Opened", "Later", "Won")
                .way("Which", "Wait", "Over"));
        var everybody = "all-" + Long.toString(System.nanoTime(), 36);
        var fans = "fans-" + Long.toString(System.nanoTime(), 36);
        definitions.createList(everybody, "全員");
        definitions.createList(fans, "常連");
        for (int i = 0; i < 5; i++) {
            var contact = mails.consenting(Mails.address());
            segments.add(everybody, contact);
            if (i < 2) {
                segments.add(fans, contact);
            }
        }
        var openers = List.of(new OfSegment(fans, new Behaviour(1, 0, 0, 0, 1)));
        var clicked = List.of(new OfLink(email, "https://example.com/a", 1));

        var bySegment =
                tried(scenario, null, everybody, new Conduct(NOTHING, openers, List.of(), SalesBehaviour.USUAL));
        var byLink = tried(scenario, null, everybody, new Conduct(NOTHING, List.of(), clicked, SalesBehaviour.USUAL));

        assertThat(bySegment.ended()).containsEntry("converted", 2L).containsEntry("exhausted", 3L);
        assertThat(byLink.ended()).containsEntry("converted", 5L);
    }

    @Test
    void whatCanNotBeIsRefused() {
        var more = new Conduct(NOTHING, List.of(), List.of(), new SalesBehaviour(0.7, 0.7, 0, 0, 1, 1));
        var nobody = new Conduct(NOTHING, List.of(new OfSegment("nobody", NOTHING)), List.of(), SalesBehaviour.USUAL);
        var scenario = handsOver();

        assertThatThrownBy(() -> simulations.ask(scenario, new Simulations.Question(1, null, 1, 1, more, 3)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> simulations.ask(scenario, new Simulations.Question(1, null, 1, 1, nobody, 3)))
                .isInstanceOf(InvalidInput.class);
    }
}
