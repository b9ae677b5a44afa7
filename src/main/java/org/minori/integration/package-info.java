/** Owns webhooks: where they go, the outbox of their calls, and the worker that makes them; listens to erasures; never calls inside a transaction. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts", "outbound"})
@NullMarked
package org.minori.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
