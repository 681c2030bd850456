package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** An upload becomes one dub. */
final class UploadAlreadyUsed extends Refusal {

    UploadAlreadyUsed() {
        super(Kind.CONFLICT, "upload_already_used", "This upload is a dub already");
    }
}
