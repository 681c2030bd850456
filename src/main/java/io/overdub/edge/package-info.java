/**
 * What every HTTP answer shares, so that no other room speaks of it.
 *
 * <p>The way in: {@link io.overdub.edge.PageQuery} for lists, {@link io.overdub.edge.Idempotent} or
 * {@link io.overdub.edge.Repeatable} on each POST handler, {@link io.overdub.edge.Preconditions} in PATCH handlers,
 * {@link io.overdub.edge.ClientAddress}, {@link io.overdub.edge.RateLimits} for limits of a room's own,
 * {@link io.overdub.edge.ItemContexts} for what phones are to say later of an item, {@link io.overdub.edge.WrittenOnce} on records of which
 * lists are made, {@link io.overdub.edge.Cached} on GET handlers whose answer is one for many. The rest happens by
 * itself.
 *
 * <p>Promises:
 * <ul>
 *   <li>Whatever fails is answered with a problem (RFC 9457) with a stable code: in JAX-RS, in security, on the router below.
 *       One exception: bytes that are not HTTP get a bare status from Netty.
 *   <li>JSON is read strictly; text that reaches a room holds no NUL and no lone surrogate, is in normal form C and turns
 *       nothing around that stands beside it.
 *   <li>Every answer carries {@code X-Request-ID} and {@code Date}; every GET an {@code ETag} made from the bytes that were sent;
 *       nothing is {@code public}.
 *   <li>A key of idempotency takes effect once: the answer is stored in the transaction that makes the effect true.
 *   <li>Limits hold over all processes through Redis. Without Redis each process counts for itself: no request fails for it.
 * </ul>
 *
 * <p>Decisions that may surprise:
 * <ul>
 *   <li>Bodies are taken in whole, on the event loop and after the limits, at most 64 KiB unpacked; handlers never stream. A
 *       larger limit for a path ({@code edge.bodies.exceptions}) needs {@code quarkus.http.limits.max-body-size} raised with it.
 *   <li>Identity is looked at before JAX-RS only to count by account; a bad token is refused where a handler wants to know.
 *   <li>Quarkus' proxy address forwarding stays off: it believes the left-most {@code X-Forwarded-For} entry, which anyone can write.
 *   <li>Our own JSON reader and writer replace Quarkus' so that tags cost one serialisation and errors never name a class.
 * </ul>
 */
@AppModule(uses = {})
@NullMarked
package io.overdub.edge;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
