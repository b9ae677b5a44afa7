/** Minori: marketing automation whose scenarios are BPMN diagrams that really run. */
@NullMarked
package org.minori;

import org.jspecify.annotations.NullMarked;
