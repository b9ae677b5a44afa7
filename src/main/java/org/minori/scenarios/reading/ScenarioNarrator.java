package org.minori.scenarios.reading;

import org.minori.scenarios.authoring.ChoiceLists;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.web.Texts;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Tells what a drawing does, in the language of whoever reads it. */
@Service
public class ScenarioNarrator {

    private final StepCatalogue catalogue;
    private final ChoiceLists lists;
    private final MessageSource messages;
    private final Texts texts;

    ScenarioNarrator(StepCatalogue catalogue, ChoiceLists lists, MessageSource messages, Texts texts) {
        this.catalogue = catalogue;
        this.lists = lists;
        this.messages = messages;
        this.texts = texts;
    }

    /** The whole drawing, as far as it could be read. */
    public Reading read(ScenarioOutline outline) {
        var labels = new Labels(lists.all(), texts);
        return new Telling(
                        outline,
                        new StepWords(labels, catalogue, messages),
                        new ConditionWords(labels, catalogue, outline),
                        labels)
                .tell();
    }

    /** What the second drawing does otherwise than the first. */
    public ScenarioChanges changes(ScenarioOutline before, ScenarioOutline after) {
        var labels = new Labels(lists.all(), texts);
        return new Comparing(before, after, catalogue, labels, new StepWords(labels, catalogue, messages)).compare();
    }
}
