/** The pages and the API of contacts, companies, fields and imports; translates only. */
@NullMarked
package org.minori.contacts.web;

import org.jspecify.annotations.NullMarked;
