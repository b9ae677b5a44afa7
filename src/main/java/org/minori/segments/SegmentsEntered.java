package org.minori.segments;

import java.util.List;
import org.minori.contacts.ContactId;

/** These contacts were found to belong to a watched segment that they did not belong to before; told inside the transaction that notes it. */
public record SegmentsEntered(String segment, List<ContactId> contacts) {}
