package org.minori.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which scope an API key needs to call a route under {@code /api/v1}, such as {@code contacts:read}; on a method it
 * replaces what its class says. A route without it is refused to all.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowScope {

    /** The scope; a key with scope {@code admin} has them all. */
    String value();
}
