/**
 * What all pages and the API share: layout, navigation, languages, errors in plain words, paging, who may call what.
 * Owns no table; never depends on another module, which is why the modules bring their navigation, home panels and
 * contact tabs to it as beans.
 */
@NullMarked
package org.minori.web;

import org.jspecify.annotations.NullMarked;
