package io.overdub.connections.graph;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.util.UUID;

/**
 * Something between two people changed, or may have.
 *
 * @param believed the engine that knows what; while processes change engines one by one, it may be either
 */
@StableName("connections.pair_touched")
record PairTouched(String believed, UUID one, UUID other) implements DomainEvent {}
