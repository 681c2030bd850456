package io.overdub.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a POST handler that needs no {@code Idempotency-Key}, because saying it twice does what saying it once does, or that
 * hands on to a bean which honours the key. Every POST handler
 * carries this or {@link Idempotent}; a test sees to it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Repeatable {

    /** Why it is so. */
    String value();
}
