package io.overdub.quotes;

import io.overdub.kernel.Refusal;

final class SoundAlreadyUsed extends Refusal {

    SoundAlreadyUsed() {
        super(Kind.CONFLICT, "upload_already_used", "This sound is a quote already");
    }
}
