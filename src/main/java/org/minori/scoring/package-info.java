/** Owns the score ledger and its rules; listens to touchpoints; never changes a stage. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts", "tracking"})
@NullMarked
package org.minori.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
