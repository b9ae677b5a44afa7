package org.minori.web;

import java.util.Set;

/**
 * One card of the settings page; a module that has something to set brings it as a bean. The text is the message of
 * {@code messageKey} and, below it, of {@code messageKey + ".text"}; icon is the name of a symbol in the sprite.
 */
public record SettingsEntry(int order, String path, String messageKey, String icon, Set<Role> roles) {}
