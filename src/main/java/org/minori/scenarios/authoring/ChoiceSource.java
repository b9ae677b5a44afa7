package org.minori.scenarios.authoring;

import java.util.List;

/** One kind of thing that steps can name; each is a bean, and lint, menus and pages ask it. */
interface ChoiceSource {

    StepParameter.Type type();

    /** All there are now, in the order of menus. */
    List<StepChoices.Choice> all();

    /** Whether there is one with the key. */
    default boolean has(String key) {
        return all().stream().anyMatch(choice -> choice.key().equals(key));
    }
}
