/**
 * Brings pushes to many devices: at most 300 at a time, in parts of 20, of which each is one call of the service.
 *
 * <p>{@code notifications.fanout.adapter} says how. {@code in-process} sends from here, one part after the other and the 20 of a part side
 * by side: so a process that is killed leaves at most one part of which nobody knows how far it came.
 *
 * <p>Whoever hands over a batch is asked before each part whether it may go, and told what became of it right after.
 */
@NullMarked
package io.overdub.notifications.fanout;

import org.jspecify.annotations.NullMarked;
