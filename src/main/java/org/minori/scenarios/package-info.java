/** Owns scenario drawings, their compilation, publishing, enrolment, steps, waits and monitoring; the only module that knows the process engine. Nobody depends on it. */
@ApplicationModule(
        allowedDependencies = {
            "web",
            "storage",
            "administration",
            "calendar",
            "campaigns",
            "integration",
            "contacts",
            "tracking",
            "scoring",
            "segments",
            "content",
            "delivery",
            "sales"
        })
@NullMarked
package org.minori.scenarios;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
