package io.overdub.quotes;

import io.overdub.kernel.Refusal;

/** There is none, or not for this viewer: the two are not told apart. */
final class SoundboardNotFound extends Refusal {

    SoundboardNotFound() {
        super(Kind.NOT_FOUND, "soundboard_not_found", "No such soundboard");
    }
}
