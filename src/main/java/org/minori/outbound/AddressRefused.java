package org.minori.outbound;

/** The address must not be called: not http or https, a port that is not allowed, or a machine that is not public. */
public class AddressRefused extends RuntimeException {

    AddressRefused(String why) {
        super(why);
    }
}
