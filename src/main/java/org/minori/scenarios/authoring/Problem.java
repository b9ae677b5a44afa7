package org.minori.scenarios.authoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a drawing.
 *
 * @param element the id of the element, null for the drawing as a whole
 * @param messageKey what is wrong, from the message files
 * @param details names in the file that only who wrote it by a tool understands; empty where the message says it all
 * @param setting the page of the setting that is missing; null where the drawing itself is to be mended
 */
public record Problem(
        @Nullable String element,
        Severity severity,
        String messageKey,
        List<Object> arguments,
        List<String> details,
        @Nullable String setting) {

    /** Whether it can be published all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** Whether the drawing itself has to be mended before it can be published. */
    public boolean isFaultOfTheDrawing() {
        return severity == Severity.ERROR && setting == null;
    }

    /** The message key of how to mend it, with the same arguments. */
    public String mendKey() {
        return messageKey + ".mend";
    }
}
