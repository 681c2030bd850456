package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.StableName;

/** Nobody but the author, if anybody, can see a dub from now on that others could see: it was made private, or deleted. */
@StableName("dubs.dub_hidden")
record DubHidden(DubId dub, AccountId author) implements AudienceChanged {}
