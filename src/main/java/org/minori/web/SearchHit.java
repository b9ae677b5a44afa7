package org.minori.web;

/** One thing that the search over everything found; the kind is a message key such as {@code contacts.search.person}. */
public record SearchHit(String kindMessageKey, String title, String subtitle, String path) {}
