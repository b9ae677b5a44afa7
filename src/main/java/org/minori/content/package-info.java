/** Owns e-mail templates and their rendering; never sends. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts"})
@NullMarked
package org.minori.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
