package org.minori.scenarios.authoring;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** What a step's parameter can be set to where other modules or other drawings own the things, by the parameter's type. */
@Service
public class StepChoices {

    private final ObjectProvider<ChoiceSource> sources;

    StepChoices(ObjectProvider<ChoiceSource> sources) {
        this.sources = sources;
    }

    /** One of them, as menus show it. */
    public record Choice(String key, String name) {}

    /** All there are now; empty for a type that is not chosen from a list. */
    public List<Choice> of(StepParameter.Type type) {
        return sources.stream()
                .filter(source -> source.type() == type)
                .flatMap(source -> source.all().stream())
                .toList();
    }

    boolean has(StepParameter.Type type, String key) {
        return sources.stream().anyMatch(source -> source.type() == type && source.has(key));
    }
}
