/** The tag, the links of mails, the events API and the timeline of a contact. */
@NullMarked
package org.minori.tracking.web;

import org.jspecify.annotations.NullMarked;
