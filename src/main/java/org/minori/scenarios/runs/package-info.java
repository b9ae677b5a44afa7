/** Enrolment, waits, waking, statistics and the path of a contact through a scenario. */
@NullMarked
package org.minori.scenarios.runs;

import org.jspecify.annotations.NullMarked;
