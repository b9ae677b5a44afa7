package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** In which order one reads a diagram: from left to right by the picture, and as it is written where nothing is drawn. */
final class Places {

    private record Place(String id, double x, double y, int written) {}

    private Places() {}

    static Map<String, Integer> of(Diagram diagram) {
        var drawn = new HashMap<String, DrawnElement>();
        var picture = diagram.picture();
        if (picture != null) {
            picture.children().forEach(shape -> drawn.putIfAbsent(shape.attributeText("bpmnElement"), shape));
        }
        var places = new ArrayList<Place>();
        for (var node : diagram.nodes()) {
            places.add(place(node.id(), drawn, places.size()));
        }
        for (var flow : diagram.flows()) {
            places.add(place(flow.id(), drawn, places.size()));
        }
        places.sort(Comparator.comparingDouble(Place::x)
                .thenComparingDouble(Place::y)
                .thenComparingInt(Place::written));
        var order = new HashMap<String, Integer>();
        places.forEach(place -> order.putIfAbsent(place.id(), order.size()));
        return order;
    }

    private static Place place(String id, Map<String, DrawnElement> drawn, int written) {
        var shape = drawn.get(id);
        if (shape == null) {
            return new Place(id, Double.MAX_VALUE, 0, written);
        }
        return shape.children().stream()
                .filter(child -> child.is("dc:Bounds") || child.is("di:waypoint"))
                .findFirst()
                .map(point -> new Place(id, number(point, "x"), number(point, "y"), written))
                .orElseGet(() -> new Place(id, Double.MAX_VALUE, 0, written));
    }

    private static double number(DrawnElement point, String attribute) {
        try {
            return Double.parseDouble(point.attributeText(attribute));
        } catch (NumberFormatException notANumber) {
            return Double.MAX_VALUE;
        }
    }
}
