package org.minori.health;

import java.util.List;
import java.util.Map;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Unit;
import org.springframework.stereotype.Service;

/** How the whole installation is, as people look at it. */
@Service
public class InstallationHealth {

    private final Vitals vitals;
    private final Nodes nodes;
    private final Alerts alerts;

    InstallationHealth(Vitals vitals, Nodes nodes, Alerts alerts) {
        this.vitals = vitals;
        this.nodes = nodes;
        this.alerts = alerts;
    }

    /** How one number, or all of them, is. */
    public enum State {
        OK,
        /** Beyond its limit, but not for long enough to be told. */
        WATCH,
        BAD
    }

    /**
     * One number.
     *
     * @param value what only grows is a rate here, of all nodes together, in a second
     */
    public record Line(Sign sign, double value, State state) {}

    /**
     * All of it.
     *
     * @param complete false when a module could not be asked
     */
    public record View(
            State state, boolean complete, List<Line> lines, List<Alert> open, List<Alert> ended, List<Node> nodes) {}

    /** As it was at most ten seconds ago. */
    public View look() {
        var reading = vitals.current();
        var rates = nodes.rates();
        var open = alerts.open();
        var lines = reading.signs().stream()
                .map(sign -> new Line(sign, value(sign, rates), state(sign, open)))
                .toList();
        return new View(worst(lines, open), reading.complete(), lines, open, alerts.ended(), nodes.all());
    }

    private static double value(Sign sign, Map<String, Double> rates) {
        return sign.unit() == Unit.TOTAL ? rates.getOrDefault(sign.name(), 0.0) : sign.value();
    }

    private static State state(Sign sign, List<Alert> open) {
        var limit = sign.limit();
        if (limit == null || !sign.isTooMuch()) {
            return State.OK;
        }
        boolean told = open.stream().anyMatch(alert -> alert.kind().equals(sign.name()));
        return told || limit.lasting().isZero() ? State.BAD : State.WATCH;
    }

    private static State worst(List<Line> lines, List<Alert> open) {
        if (!open.isEmpty() || lines.stream().anyMatch(line -> line.state() == State.BAD)) {
            return State.BAD;
        }
        return lines.stream().anyMatch(line -> line.state() == State.WATCH) ? State.WATCH : State.OK;
    }
}
