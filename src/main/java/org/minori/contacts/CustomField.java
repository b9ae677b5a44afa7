package org.minori.contacts;

/** A field that people declared, and where its values are. */
record CustomField(ContactField field, FieldPlace place) {

    String key() {
        return field.key();
    }
}
