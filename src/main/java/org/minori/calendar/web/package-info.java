/** The pages of business calendars. */
@NullMarked
package org.minori.calendar.web;

import org.jspecify.annotations.NullMarked;
