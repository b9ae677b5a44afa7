package org.minori.tracking;

import org.springframework.stereotype.Service;

/** The targets that a click may lead to: they come from the database, never from the address that was clicked. */
@Service
public class TrackedLinks {

    /**
     * The id of a target as it stands in one e-mail; the same for the same pair, cached, safe under concurrency.
     *
     * @param url http or https only; anything else is an IllegalArgumentException
     */
    public long idOf(String emailKey, String url) {
        throw new UnsupportedOperationException();
    }
}
