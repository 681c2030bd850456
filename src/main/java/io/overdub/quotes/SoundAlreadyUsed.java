package io.overdub.quotes;

import io.overdub.kernel.Refusal;

final class SoundAlreadyUsed extends Refusal {

    private SoundAlreadyUsed(String code, String detail) {
        super(Kind.CONFLICT, code, detail);
    }

    static SoundAlreadyUsed asUpload() {
        return new SoundAlreadyUsed("upload_already_used", "This upload is a quote already");
    }

    static SoundAlreadyUsed inCatalogue() {
        return new SoundAlreadyUsed("sound_already_published", "Another quote with this sound is in the catalogue");
    }
}
