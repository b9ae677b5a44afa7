/** What operations do to runs: pausing, repairing, moving, migrating, in batches that survive a restart, and how well it all goes. */
@NullMarked
package org.minori.scenarios.operations;

import org.jspecify.annotations.NullMarked;
