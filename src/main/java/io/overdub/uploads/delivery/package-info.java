/**
 * The addresses at which phones fetch media.
 *
 * <p>{@link io.overdub.uploads.delivery.Delivery} is the way in; {@code uploads.delivery.adapter} names the one that answers. It
 * computes, and calls nobody.
 *
 * <p>Addresses that expire are stable inside a bucket of time, so that answers which carry them can be cached and compared, and a
 * phone does not fetch the same bytes twice.
 */
@NullMarked
package io.overdub.uploads.delivery;

import org.jspecify.annotations.NullMarked;
