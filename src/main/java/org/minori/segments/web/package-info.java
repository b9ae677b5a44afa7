/** Pages and API of segments. */
@NullMarked
package org.minori.segments.web;

import org.jspecify.annotations.NullMarked;
