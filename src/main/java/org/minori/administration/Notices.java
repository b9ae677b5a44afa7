package org.minori.administration;

import org.springframework.stereotype.Service;

/** Short messages to a user inside Minori: shown at the bell and on the home page until read. */
@Service
public class Notices {

    /**
     * Tells a user something, once per key: a second call with the same key changes nothing.
     *
     * @param path where a click on it leads, inside the application
     */
    public void tell(UserId user, String key, String message, String path) {
        throw new UnsupportedOperationException();
    }
}
