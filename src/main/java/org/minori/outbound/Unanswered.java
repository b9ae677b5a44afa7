package org.minori.outbound;

/** The other side could not be reached, or did not answer in time. */
public class Unanswered extends RuntimeException {

    Unanswered(String why, Throwable cause) {
        super(why, cause);
    }
}
