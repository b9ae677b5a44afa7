/** The delegates: each step of the catalogue calls one door of one module. */
@NullMarked
package org.minori.scenarios.steps;

import org.jspecify.annotations.NullMarked;
