package org.minori.contacts;

import java.util.List;

/**
 * The lines of a file that are written in other letters than most of it.
 *
 * @param encoding in which they are written
 * @param first the numbers of the first of them
 */
public record OtherLines(String encoding, long count, List<Long> first) {}
