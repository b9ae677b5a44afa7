package org.minori.content;

/** What one contact will read. */
public record RenderedEmail(String fromName, String fromAddress, String subject, String html, String text) {}
