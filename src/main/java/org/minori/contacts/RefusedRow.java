package org.minori.contacts;

import java.util.List;
import org.minori.web.InvalidInput.FieldError;

/** One row of a file that could not be taken, with its line and what is wrong in which column. */
public record RefusedRow(long line, List<String> cells, List<FieldError> faults) {}
