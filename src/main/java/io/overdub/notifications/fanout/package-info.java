/**
 * Brings pushes to many devices: at most 300 at a time, in parts of 20, of which each is one call of the service.
 *
 * <p>{@code notifications.fanout.adapter} says how. {@code in-process} sends from here, one part after the other and the 20 of a part side
 * by side: so a process that is killed leaves at most one part of which nobody knows how far it came.
 *
 * <p>{@code lambda} has it sent by two functions of AWS Lambda, whose code is here too: the first takes up to 300 letters, measured by their
 * bytes, and calls the second with 20 each, which calls Amazon SNS. They are called and waited for, never queued: Lambda would run queued
 * calls again by itself. A ledger in Amazon DynamoDB lets each piece begin once, whoever is called twice, and tells of a piece that nobody
 * answered for whether it was sent; one that was not begun is closed, so it can be sent anew. Functions are told everything with the call
 * and have no settings.
 *
 * <p>Whoever hands over a batch is asked before each part whether it may go, and told what became of it right after.
 */
@NullMarked
package io.overdub.notifications.fanout;

import org.jspecify.annotations.NullMarked;
