/** Owns business calendars: working hours, national holidays and the company's own days off; knows nobody's contacts. */
@ApplicationModule(allowedDependencies = {"web", "storage", "administration"})
@NullMarked
package org.minori.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
