/** The process engine at the edge: settings, ids, history, batched jobs, what an expression may reach. Nothing of marketing. */
@NullMarked
package org.minori.scenarios.engine;

import org.jspecify.annotations.NullMarked;
