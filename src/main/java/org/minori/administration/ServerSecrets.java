package org.minori.administration;

import org.springframework.stereotype.Service;

/** Keys that this installation made for itself at its first start and that all its nodes share. */
@Service
public class ServerSecrets {

    /** Signs the message for one purpose: HMAC-SHA-256 under a key of that purpose alone, 32 bytes. */
    public byte[] sign(String purpose, byte[] message) {
        throw new UnsupportedOperationException();
    }
}
