/** The step catalogue and the compiler that turns a drawing, which is data, into the model that runs. */
@NullMarked
package org.minori.scenarios.authoring;

import org.jspecify.annotations.NullMarked;
