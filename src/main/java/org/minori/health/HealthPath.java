package org.minori.health;

/** Where the page of health is. */
public final class HealthPath {

    public static final String PAGE = "/operations/health";

    private HealthPath() {}
}
