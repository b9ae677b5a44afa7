/** Pages and API of webhooks. */
@NullMarked
package org.minori.integration.web;

import org.jspecify.annotations.NullMarked;
