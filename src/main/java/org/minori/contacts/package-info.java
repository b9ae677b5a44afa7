/** Owns contacts, companies, custom fields, tags, consent, import and export; never sends anything. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration"})
@NullMarked
package org.minori.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
