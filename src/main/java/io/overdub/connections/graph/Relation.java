package io.overdub.connections.graph;

import java.util.UUID;

/** How somebody stands to a person. A block counts in both directions, the rest in theirs only. */
public record Relation(UUID person, boolean following, boolean requested, boolean muted, boolean blocked) {}
