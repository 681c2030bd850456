/**
 * What was aggregated and waits to be loaded: few, large messages, in no order, each received at least once.
 *
 * <p>{@code analytics.queue.adapter} names the engine.
 */
@NullMarked
package io.overdub.analytics.queue;

import org.jspecify.annotations.NullMarked;
