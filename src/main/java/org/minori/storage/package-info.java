/**
 * What every table shares: ordered ids, batched writing inside the running transaction, times in UTC, the flavour of the
 * database. Owns no table of the business; never knows a module.
 */
@NullMarked
package org.minori.storage;

import org.jspecify.annotations.NullMarked;
