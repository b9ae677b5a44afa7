/** Pages and API of scenarios: they translate only. */
@NullMarked
package org.minori.scenarios.web;

import org.jspecify.annotations.NullMarked;
