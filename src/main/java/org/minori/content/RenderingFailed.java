package org.minori.content;

/** A template can't be rendered for a contact: the message says why and, where known, in which line. */
public class RenderingFailed extends RuntimeException {

    public RenderingFailed(String message) {
        super(message);
    }
}
