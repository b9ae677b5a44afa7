package org.minori.content;

import org.minori.web.NotFound;

/** There is no e-mail with this key, or no such version of it. */
public class EmailNotFound extends NotFound {

    public EmailNotFound(String key) {
        super("content.error.notFound", key);
    }
}
