package org.minori.administration;

/** Somebody who did something, by the name of the last time. */
public record AuditActor(String id, String name) {}
