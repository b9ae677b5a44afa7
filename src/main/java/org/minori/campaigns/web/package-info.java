/** The pages of ad audiences. */
@NullMarked
package org.minori.campaigns.web;

import org.jspecify.annotations.NullMarked;
