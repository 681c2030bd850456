package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;
import io.overdub.uploads.UploadId;

/** A dub is gone for everybody and for good, its author too; once per dub, private ones as well. */
@StableName("dubs.dub_deleted")
public record DubDeleted(DubId dub, AccountId author, UploadId upload) implements DomainEvent {}
