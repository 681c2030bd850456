package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.StableName;

/** Others than the author can see a dub from now on: it was published, or opened up later. */
@StableName("dubs.dub_published")
public record DubPublished(DubId dub, AccountId author) implements AudienceChanged {}
