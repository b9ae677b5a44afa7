/** Owns touchpoints, tracked links and their tokens, visitors; never decides what a touchpoint is worth. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts"})
@NullMarked
package org.minori.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
