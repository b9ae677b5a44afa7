package org.minori.delivery;

import java.util.Optional;

/** Says how many mails of some origin one contact may get, where that is limited besides the limit of all mail. */
public interface MailCaps {

    /** How many marketing mails of what stands before the slash of the origin, in any seven days; empty for any number. */
    Optional<Integer> mostAWeek(String origin);
}
