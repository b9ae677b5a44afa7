package org.minori.scenarios.authoring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.scenarios.authoring.ChoiceList.Choice;
import org.minori.scenarios.authoring.StepParameter.Type;
import org.springframework.stereotype.Service;

/** All lists that forms choose from, by name: those with pages and words of their own, and one for each other type of thing. */
@Service
public class ChoiceLists {

    private final List<ChoiceList> own;
    private final StepChoices others;

    ChoiceLists(List<ChoiceList> own, StepChoices others) {
        this.own = own;
        this.others = others;
    }

    /** Where the things of a list are kept by people, and where a new one is made. */
    private record Pages(String page, String newPage) {}

    private static final Pages NOWHERE = new Pages("", "");
    private static final Map<String, Pages> PAGES = Map.of(
            "calendar", new Pages("/settings/calendars/{value}", "/settings/calendars/new"),
            "fixedSegment", new Pages("/segments/{value}", "/segments/new"),
            "scenario", new Pages("/scenarios/{value}", ""));

    private record Plain(String name, List<Choice> choices) implements ChoiceList {

        @Override
        public String page() {
            return PAGES.getOrDefault(name, NOWHERE).page();
        }

        @Override
        public String newPage() {
            return PAGES.getOrDefault(name, NOWHERE).newPage();
        }
    }

    /** Every list that has something in it or a way to put something in it. */
    public Map<String, ChoiceList> all() {
        var lists = new LinkedHashMap<String, ChoiceList>();
        own.forEach(list -> lists.put(list.name(), list));
        Arrays.stream(Type.values()).forEach(type -> {
            var choices = others.of(type).stream()
                    .map(choice -> Choice.of(choice.key(), choice.name()))
                    .toList();
            if (!choices.isEmpty()) {
                lists.putIfAbsent(StepParameter.listOf(type), new Plain(StepParameter.listOf(type), choices));
            }
        });
        return lists;
    }
}
