/**
 * Owns how the whole installation is: the readings of all modules' vital signs, the nodes, alerts, and the metrics on the
 * management port; listens to nobody; never mends anything by itself. Nobody depends on it.
 */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "integration"})
@NullMarked
package org.minori.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
