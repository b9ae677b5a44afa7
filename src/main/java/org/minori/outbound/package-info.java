/** Owns the one way out to addresses that people typed: never calls what is private, never waits long, never reads much. */
@ApplicationModule(allowedDependencies = {"web", "storage"})
@NullMarked
package org.minori.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
