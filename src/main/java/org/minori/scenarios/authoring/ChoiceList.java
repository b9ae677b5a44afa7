package org.minori.scenarios.authoring;

import java.util.List;

/**
 * A list that the parameters of steps are chosen from, with the words that people know its entries by. Each is a bean;
 * {@link StepParameter#list()} names it.
 */
public interface ChoiceList {

    /**
     * One entry.
     *
     * @param type what kind of entry it is, where parameters ask for one kind only; empty elsewhere
     */
    record Choice(String value, String label, String type) {

        static Choice of(String value, String label) {
            return new Choice(value, label, "");
        }
    }

    /** The name by which parameters ask for it. */
    String name();

    /** All entries in the order of menus, in the reader's language. */
    List<Choice> choices();

    /** The address of the page of one entry, with {@code {value}} in it; empty where there is none. */
    default String page() {
        return "";
    }

    /** The address of the page that makes a new entry; empty where there is none. */
    default String newPage() {
        return "";
    }

    /** Whether a value that is not in it may be typed. */
    default boolean open() {
        return false;
    }
}
