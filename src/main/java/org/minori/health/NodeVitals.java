package org.minori.health;

import java.time.Duration;
import java.util.List;
import org.minori.web.VitalSigns;
import org.springframework.stereotype.Component;

/** Whether all nodes are there and have room. */
@Component
class NodeVitals implements VitalSigns {

    private static final Limit NONE = new Limit(0, Duration.ZERO);

    private final Nodes nodes;
    private final HealthSettings settings;

    NodeVitals(Nodes nodes, HealthSettings settings) {
        this.nodes = nodes;
        this.settings = settings;
    }

    @Override
    public List<Sign> read() {
        var all = nodes.all();
        var missed =
                all.stream().filter(Node::isMissed).map(node -> trouble(node)).toList();
        var full = all.stream()
                .filter(node -> node.alive() && isFull(node))
                .map(node -> trouble(node))
                .toList();
        return List.of(
                Sign.of(
                        "nodes.alive",
                        Unit.COUNT,
                        all.stream().filter(Node::alive).count(),
                        null),
                new Sign("nodes.gone", Unit.COUNT, missed.size(), NONE, null, missed),
                new Sign("nodes.full", Unit.COUNT, full.size(), NONE, null, full));
    }

    private boolean isFull(Node node) {
        var disk = node.disk();
        return disk.free() < settings.diskFree().toBytes()
                || disk.free() * 100.0 < (double) disk.total() * settings.diskPercent();
    }

    private static Trouble trouble(Node node) {
        return new Trouble(node.name(), node.name(), 1, HealthPath.PAGE);
    }
}
