package io.overdub.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event, a subscriber or a job is stored, such as {@code dubs.dub_published}. It outlives the class name: a
 * rename must not strand rows that wait in the outbox. Once released it never changes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StableName {
    String value();
}
