package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.ExpectedObject;
import java.util.Optional;

/** The right to complete an upload for the length of a lease. */
record Claim(
        UploadId id, int number, AccountId owner, UploadKind kind, ExpectedObject expected, Optional<InParts> inParts) {

    Remains remains() {
        return new Remains(id, inParts.map(InParts::assembly));
    }
}
