package org.minori.scenarios.reading;

import java.util.HashMap;
import java.util.Map;
import org.minori.scenarios.authoring.ChoiceList;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.web.Texts;

/** What people call the things that steps name, asked for once per reading. */
class Labels {

    private final Map<String, ChoiceList> lists;
    private final Texts texts;
    private final Map<String, Map<String, String>> known = new HashMap<>();

    Labels(Map<String, ChoiceList> lists, Texts texts) {
        this.lists = lists;
        this.texts = texts;
    }

    /** The label of a value; the value itself where the list does not know it. */
    String of(String list, String value) {
        return known.computeIfAbsent(list, this::load).getOrDefault(value, value);
    }

    /** The page of what a value of a list names; empty where there is none, and for what is no longer there. */
    String page(String name, String value) {
        var list = lists.get(name);
        return list != null && known.computeIfAbsent(name, this::load).containsKey(value)
                ? list.page().replace("{value}", value)
                : "";
    }

    String text(String key, Object... arguments) {
        return texts.of(key, arguments);
    }

    /** What a node is called: its name, else what it does. */
    String name(Node node) {
        if (!node.name().isBlank()) {
            return node.name().replaceAll("\\s+", " ");
        }
        var step = node.step();
        if (step != null) {
            return text("authoring.step." + step.kind() + ".name");
        }
        return text("studio.reading.name." + kind(node));
    }

    private static String kind(Node node) {
        return switch (node.type()) {
            case "exclusiveGateway", "parallelGateway", "eventBasedGateway", "endEvent" -> node.type();
            default -> "other";
        };
    }

    private Map<String, String> load(String name) {
        var labels = new HashMap<String, String>();
        var list = lists.get(name);
        if (list != null) {
            list.choices().forEach(choice -> labels.putIfAbsent(choice.value(), choice.label()));
        }
        return labels;
    }
}
