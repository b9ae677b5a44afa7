package org.minori.contacts;

/** What a module knows about one contact, for whoever asks what we hold; a module brings it as a bean. */
public interface ContactExport {

    /** The name of this part of the export, such as {@code touchpoints}. */
    String name();

    /** Anything that JSON can hold. */
    Object of(ContactId contact);
}
