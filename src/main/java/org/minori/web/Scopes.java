package org.minori.web;

import java.util.List;

/** The scopes that an API key can carry, in the words of the API. */
public final class Scopes {

    public static final String CONTACTS_READ = "contacts:read";
    public static final String CONTACTS_WRITE = "contacts:write";
    public static final String EVENTS = "events";
    public static final String CONTENT = "content";
    public static final String SEGMENTS = "segments";
    public static final String SCENARIOS = "scenarios";
    public static final String ENROL = "enrol";
    public static final String SEND = "send";
    public static final String SALES = "sales";
    public static final String ADMIN = "admin";

    /** All of them, in the order in which pages show them. */
    public static final List<String> ALL =
            List.of(CONTACTS_READ, CONTACTS_WRITE, EVENTS, CONTENT, SEGMENTS, SCENARIOS, ENROL, SEND, SALES, ADMIN);

    private Scopes() {}
}
