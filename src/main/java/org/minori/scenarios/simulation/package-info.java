/** Trying a draft with a whole audience before anybody real enters it: a process of its own runs it in memory, with a clock of its own and nobody to write to. */
@NullMarked
package org.minori.scenarios.simulation;

import org.jspecify.annotations.NullMarked;
