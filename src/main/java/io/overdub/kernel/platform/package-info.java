/**
 * What a hosting platform says in its own words, in the words of Quarkus; and the settings without which production does
 * not start.
 *
 * <p>Nobody calls this room: SmallRye Config finds {@link io.overdub.kernel.platform.PlatformVariables} as a service, which is
 * the only reason that it is public.
 *
 * <p>A setting that names the Quarkus key itself always wins over a platform variable, and wins whole: with
 * {@code QUARKUS_DATASOURCE_JDBC_URL} set, no user or password of {@code DATABASE_URL} leaks into it. Tests see no platform
 * variable at all, so that a shell that names some database never lends it to them. Nothing happens while the
 * application is being built: Quarkus would record the password in the jar.
 *
 * <p>Like Heroku's own, the addresses ask for encryption and not for proof of identity, since the platform signs its
 * certificates itself. Where there is a certificate authority, say {@code sslmode=verify-full} in {@code DATABASE_URL} and
 * set {@code QUARKUS_REDIS_TLS_TRUST_ALL=false}.
 */
@NullMarked
package io.overdub.kernel.platform;

import org.jspecify.annotations.NullMarked;
