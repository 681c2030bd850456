package io.overdub.search;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import io.overdub.search.index.Use;
import java.util.List;

/** Somebody did something with what they had searched for. Only told where the engine wants to know. */
@StableName("search.hits_used")
record HitsUsed(List<Use> uses) implements DomainEvent {}
