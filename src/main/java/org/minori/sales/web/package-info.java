/** Pages and API of sales. */
@NullMarked
package org.minori.sales.web;

import org.jspecify.annotations.NullMarked;
