package io.overdub.connections.graph;

import java.time.Instant;
import java.util.UUID;

/**
 * An edge that is to be: from whoever follows, asks, mutes or blocks.
 *
 * @param id by which lists are ordered (UUIDv7); an edge that is there already keeps its own
 */
public record Arrow(UUID id, UUID from, UUID to, Instant at) {}
