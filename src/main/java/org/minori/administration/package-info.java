/** Owns users, roles, API keys, server secrets, the audit log, notices to users and the security filter chains; never knows a contact. */
@ApplicationModule(allowedDependencies = {"web", "storage"})
@NullMarked
package org.minori.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
