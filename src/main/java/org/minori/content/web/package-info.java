/** HTTP of the e-mails: the API, the pages to write them and the sender's page. */
@NullMarked
package org.minori.content.web;

import org.jspecify.annotations.NullMarked;
