/** Tells in plain words what a drawing does, step after step. */
@NullMarked
package org.minori.scenarios.reading;

import org.jspecify.annotations.NullMarked;
