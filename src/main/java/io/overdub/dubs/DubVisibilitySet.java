package io.overdub.dubs;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** Somebody said who may see a dub: when it was made, for everybody, or later; or its author became private, or ceased to be. What they said last stands in the dub. */
@StableName("dubs.dub_visibility_set")
public record DubVisibilitySet(DubId dub) implements DomainEvent {}
