package org.minori.web;

import java.util.Set;

/**
 * One line of the left navigation; a module brings its own as a bean. The order is that of the design: home 0, scenarios
 * 10, contacts 20, segments 30, content 40, sending 50, hot leads 60, sales tasks 70, reports 80, operations 90, settings
 * 100. Icon is the name of a symbol in the sprite.
 */
public record NavigationEntry(int order, String path, String messageKey, String icon, Set<Role> roles) {}
