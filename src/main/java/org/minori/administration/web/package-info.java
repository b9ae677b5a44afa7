/** The pages of administration: signing in, users, keys, notices, the audit log. Translates only. */
@NullMarked
package org.minori.administration.web;

import org.jspecify.annotations.NullMarked;
