package org.minori.contacts;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Contacts for tests, each with an address of its own. */
public final class Contacts {

    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    private Contacts() {}

    public static String freshEmail() {
        return "taro" + NUMBER.incrementAndGet() + "@example.co.jp";
    }

    public static ContactDetails with(String email) {
        return with(email, "山田", "太郎");
    }

    public static ContactDetails with(String email, String lastName, String firstName) {
        return new ContactDetails(
                email, null, lastName, firstName, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static ContactDetails withFields(String email, Map<String, String> fields) {
        return new ContactDetails(
                email, null, null, null, null, null, null, null, null, null, null, null, null, fields, null);
    }

    public static ContactDetails withTags(String email, Set<String> tags) {
        return new ContactDetails(
                email, null, null, null, null, null, null, null, null, null, null, null, tags, null, null);
    }

    public static ContactDetails withConsent(String email, Consent consent) {
        return new ContactDetails(
                email, null, null, null, null, null, null, null, null, null, null, null, null, null, consent);
    }

    public static ContactDetails named(String email, String externalId, String company) {
        return new ContactDetails(
                email, externalId, null, null, null, null, company, null, null, null, null, null, null, null, null);
    }
}
