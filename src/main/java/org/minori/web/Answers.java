package org.minori.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a call of the API may answer beyond what its shape tells: its successes, if not 200 alone, and its refusals. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /** HTTP status codes, of which those below 300 replace the usual success. */
    int[] value();
}
