package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;

/** Others than its author can see a dub, or no longer can. Those of one dub are published in the order in which they became true. */
public sealed interface AudienceChanged extends DomainEvent permits DubPublished, DubHidden {

    DubId dub();

    AccountId author();
}
