package io.overdub.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On records of plain data that many answers have in common: their JSON is remembered for a minute, under all that they hold. An equal
 * record is an equal text, so nobody gets what another was shown unless it is the same in every field.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WrittenOnce {}
