package org.minori.web;

import java.util.List;

/** Something that must always hold, as a query that operators can run; the module that owns it brings it as a bean. */
public interface InvariantCheck {

    /** What was found; {@code examples} are paths of pages that show some of the violations. */
    record Finding(long violations, List<String> examples) {

        public boolean holds() {
            return violations == 0;
        }
    }

    /** Where it stands in the list. */
    int order();

    /** The message key of what must hold, in words; with {@code .help} behind it, of what it means. */
    String messageKey();

    /** Looks now. */
    Finding check();
}
