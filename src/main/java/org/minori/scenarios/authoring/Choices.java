package org.minori.scenarios.authoring;

import java.util.Optional;
import java.util.Set;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactField.Type;

/** What the steps of a drawing can name in other modules. */
interface Choices {

    /** Takes every name, for drawings that were checked when they were published. */
    Choices ANYTHING = new Choices() {
        @Override
        public boolean email(String key) {
            return true;
        }

        @Override
        public boolean segment(String key) {
            return true;
        }

        @Override
        public Optional<ContactField> field(String key) {
            return Optional.of(new ContactField(key, key, key, Type.TEXT, null));
        }

        @Override
        public boolean user(String name) {
            return true;
        }

        @Override
        public boolean has(StepParameter.Type type, String key) {
            return true;
        }

        @Override
        public boolean areKnown() {
            return false;
        }
    };

    boolean email(String key);

    /** Whether the e-mail still links to the pages that do not exist of a shipped sample. */
    default boolean hasSampleLink(String email) {
        return false;
    }

    /** Whether the e-mail is none that the law on advertising applies to, so that it goes without the sender's block. */
    default boolean isTransactional(String email) {
        return false;
    }

    /** Whether the field of a contact takes the value. */
    default boolean takes(ContactField field, String value) {
        return true;
    }

    /** Whether nobody has said yet who the mails come from. */
    default boolean isSenderUnset() {
        return false;
    }

    /** How many marketing mails within a week are not too many. */
    default int mailsAWeek() {
        return 3;
    }

    boolean segment(String key);

    Optional<ContactField> field(String key);

    /** Whether there is an active user with this address or id. */
    boolean user(String name);

    /** Whether there is such a thing with the key; for what has no method of its own. */
    boolean has(StepParameter.Type type, String key);

    /** The answers that a decision table can give; empty where that is not known. */
    default Set<String> answers(String table) {
        return Set.of();
    }

    /** The scenarios that the published version of a scenario calls. */
    default Set<String> calls(String scenario) {
        return Set.of();
    }

    /** Whether the answers are true; the types of fields are not looked at when they are not. */
    default boolean areKnown() {
        return true;
    }
}
