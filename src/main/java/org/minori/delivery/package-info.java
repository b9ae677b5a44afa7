/** Owns the outbox, the sender, the transports, suppression and unsubscribing; never talks to a mail server inside a transaction. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration", "contacts", "tracking", "content"})
@NullMarked
package org.minori.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
