/** Owns rule trees, their translation to SQL and the membership that is watched; reads the tables of the modules below, writes none of them. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts", "tracking", "scoring"})
@NullMarked
package org.minori.segments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
