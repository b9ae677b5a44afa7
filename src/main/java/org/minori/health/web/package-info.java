/** The pages of operations: health, and what must always hold. Translates only. */
@NullMarked
package org.minori.health.web;

import org.jspecify.annotations.NullMarked;
