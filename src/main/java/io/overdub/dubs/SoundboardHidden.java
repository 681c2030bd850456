package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** A block lies between; said as if there were none. */
final class SoundboardHidden extends Refusal {

    SoundboardHidden() {
        super(Kind.NOT_FOUND, "soundboard_not_found", "No such soundboard");
    }
}
