package io.overdub.feeds;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import java.time.Instant;

/** Somebody of the team wants the engine of the timelines to know all that there is. */
@StableName("feeds.fill_asked")
record FillAsked(Instant at) implements DomainEvent {}
