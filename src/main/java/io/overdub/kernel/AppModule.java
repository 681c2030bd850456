package io.overdub.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a package as a room and names the only rooms that it imports; a test holds the two equal. */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface AppModule {
    String[] uses() default {};
}
