package io.overdub.search;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.time.Instant;

/** Somebody of the team wants the index made anew. */
@StableName("search.rebuild_asked")
record RebuildAsked(Instant at) implements DomainEvent {}
