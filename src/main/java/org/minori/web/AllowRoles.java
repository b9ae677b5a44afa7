package org.minori.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which signed-in users may call a page; on a method it replaces what its class says. A page without it is refused to all. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowRoles {

    /** Any one of them is enough; ADMIN is always allowed. */
    Role[] value();
}
