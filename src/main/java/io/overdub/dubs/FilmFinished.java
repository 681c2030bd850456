package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** The work on the film of a dub that its author waited for is over; once per dub, and not for one that was deleted meanwhile. */
@StableName("dubs.film_finished")
public record FilmFinished(DubId dub, AccountId author, boolean failed) implements DomainEvent {}
