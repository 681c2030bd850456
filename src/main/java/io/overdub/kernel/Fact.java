package io.overdub.kernel;

import java.time.Instant;

/**
 * A fact as it stands in the outbox.
 *
 * @param position no other fact has it, and it stays the same when the fact comes again
 * @param name the stable name of the event
 * @param payload JSON
 */
public record Fact(long position, String name, String payload, Instant at) {}
