package io.overdub.edge;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a POST handler that honours {@code Idempotency-Key}: its effect and its stored answer are committed in one transaction, so a
 * key takes effect once, whatever dies in between. For handlers that call nothing outside PostgreSQL.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
