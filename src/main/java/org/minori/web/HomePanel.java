package org.minori.web;

import java.util.Set;

/** One panel of the home page; a module brings it as a bean, and the page loads its fragment from the path. */
public record HomePanel(int order, String path, Set<Role> roles) {}
