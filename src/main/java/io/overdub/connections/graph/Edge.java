package io.overdub.connections.graph;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An edge as the person at one end sees it: who is at the other end, and since when.
 *
 * @param since absent where it cannot be read: who is there matters to many, since when only to those who look at a list
 */
public record Edge(UUID id, UUID person, @Nullable Instant since) {}
