/** Scores and hot leads for people and other systems, and the rules that give the points. */
@NullMarked
package org.minori.scoring.web;

import org.jspecify.annotations.NullMarked;
