/** Owns ad audiences: who belongs to them, and the list that an ad network takes; listens to erasures; never sends anything by itself. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts"})
@NullMarked
package org.minori.campaigns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
