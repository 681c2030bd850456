package io.overdub.connections.graph;

import java.time.Instant;
import java.util.UUID;

/** An edge as the person at one end sees it: who is at the other end, and since when. */
public record Edge(UUID id, UUID person, Instant since) {}
