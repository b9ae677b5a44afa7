/** Owns the lifecycle of a lead, which side owns it, the handoff and its tasks; never knows a scenario. */
@ApplicationModule(
        allowedDependencies = {"web", "storage", "administration", "contacts", "tracking", "scoring", "delivery"})
@NullMarked
package org.minori.sales;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
