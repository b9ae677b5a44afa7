package org.minori.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The shape of a request's body as its refusal shows it, so that whoever sent another one sees what is wanted. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyShape {

    /** The shape in short, such as {@code {"segment":"…"}}. */
    String value();
}
