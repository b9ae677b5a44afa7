/** Pages and API of sales, and what operators see of the invariants. */
@NullMarked
package org.minori.sales.web;

import org.jspecify.annotations.NullMarked;
