/** HTTP of delivery: the public unsubscribe page, the API and the pages of queue, mailbox and suppressions. */
@NullMarked
package org.minori.delivery.web;

import org.jspecify.annotations.NullMarked;
